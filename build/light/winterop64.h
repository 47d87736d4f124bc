/*
 * The functions of WiX 3's winterop.dll that light needs, for a 64-bit process: cabinets through FCI and FDI of cabinet.dll, and two small ones.
 *
 * FCI and FDI take names as char*. So that paths of any length and script work, they never see one: each file is known to them by a short tag ("C" the cabinet, "S" the source being added,
 * "T12" temporary file 12), which the callbacks turn into the wide path.
 */
#define UNICODE
#define WIN32_LEAN_AND_MEAN
#include <windows.h>
#include <fcntl.h>
#include <stdlib.h>
#include <wchar.h>

#define EXPORT __declspec(dllexport)

/* Memory for FCI and FDI. */
void *allocate(ULONG size);
void release(void *block);

/* A new string, NULL when there is no memory. */
wchar_t *join(const wchar_t *folder, const wchar_t *name);

/* CreateFile in the words of the CRT, which FCI and FDI speak. */
HANDLE open_path(const wchar_t *path, int flags);

/* The result of a function that failed with this last error, if any is known. */
HRESULT failure(DWORD lastError);
