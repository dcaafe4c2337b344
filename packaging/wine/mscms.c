/* For wine alone, whose mscms.dll lacks WcsOpenColorProfileW: no screen has a colour profile. */
#define EXPORT __declspec(dllexport)
#define NONE(name) EXPORT void *name(void) { return 0; }

NONE(GetColorProfileFromHandle)
NONE(OpenColorProfileA)
NONE(OpenColorProfileW)
NONE(WcsCreateIccProfile)
NONE(WcsOpenColorProfileW)

EXPORT int CloseColorProfile(void *profile)
{
    (void)profile;
    return 1;
}
