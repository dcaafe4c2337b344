/* For wine alone, which has no bcryptprimitives.dll before version 9; Windows has it since 7. The reader of workbooks
   asks it for random bytes for its hash tables. */
#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length)
{
    return RtlGenRandom(data, (ULONG)length);
}
