/* For wine alone, which has no icuuc.dll; Windows has it since version 1703. Qt6Core asks for converters of old
   encodings by these names; each says here that there is none, and Qt then uses its own. */
#define EXPORT __declspec(dllexport)
#define NONE(name) EXPORT void *name(void) { return 0; }
#define MISSING 2 /* U_MISSING_RESOURCE_ERROR */

EXPORT void *ucnv_open(const char *name, int *error)
{
    (void)name;
    *error = MISSING;
    return 0;
}

EXPORT const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    (void)name, (void)standard;
    *error = MISSING;
    return 0;
}

NONE(UCNV_FROM_U_CALLBACK_SUBSTITUTE)
NONE(UCNV_TO_U_CALLBACK_SUBSTITUTE)
NONE(ucnv_cbFromUWriteUChars)
NONE(ucnv_cbToUWriteUChars)
NONE(ucnv_close)
NONE(ucnv_countAvailable)
NONE(ucnv_fromUCountPending)
NONE(ucnv_fromUnicode)
NONE(ucnv_getAvailableName)
NONE(ucnv_getFromUCallBack)
NONE(ucnv_getMaxCharSize)
NONE(ucnv_getName)
NONE(ucnv_getToUCallBack)
NONE(ucnv_reset)
NONE(ucnv_setFromUCallBack)
NONE(ucnv_setToUCallBack)
NONE(ucnv_toUCountPending)
NONE(ucnv_toUnicode)
