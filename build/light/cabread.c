/* Unpacks a cabinet: WiX's extension libraries are some. */
#include "winterop64.h"
#include <fdi.h>

typedef struct {
    const wchar_t *cabinet;
    const wchar_t *folder;
    DWORD lastError;
} Reader;

static __thread Reader *reader;       /* FDI's callbacks get no context */

static INT_PTR reader_failed(void)
{
    if (!reader->lastError)
        reader->lastError = GetLastError();
    return -1;
}

static INT_PTR DIAMONDAPI fdi_open(char *tag, int flags, int mode)
{
    HANDLE file = open_path(reader->cabinet, flags);
    return file == INVALID_HANDLE_VALUE ? reader_failed() : (INT_PTR)file;
}

static UINT DIAMONDAPI fdi_read(INT_PTR file, void *buffer, UINT size)
{
    DWORD done;
    return ReadFile((HANDLE)file, buffer, size, &done, NULL) ? done : (UINT)reader_failed();
}

static UINT DIAMONDAPI fdi_write(INT_PTR file, void *buffer, UINT size)
{
    DWORD done;
    return WriteFile((HANDLE)file, buffer, size, &done, NULL) ? done : (UINT)reader_failed();
}

static int DIAMONDAPI fdi_close(INT_PTR file) { return CloseHandle((HANDLE)file) ? 0 : -1; }
static LONG DIAMONDAPI fdi_seek(INT_PTR file, LONG distance, int from) { return (LONG)SetFilePointer((HANDLE)file, distance, NULL, from); }

static INT_PTR DIAMONDAPI fdi_notify(FDINOTIFICATIONTYPE type, PFDINOTIFICATION n)
{
    wchar_t name[MAX_PATH];
    wchar_t *path;
    HANDLE file;
    if (type == fdintCLOSE_FILE_INFO)
        return CloseHandle((HANDLE)n->hf);
    if (type != fdintCOPY_FILE)
        return 0;
    if (!MultiByteToWideChar(n->attribs & _A_NAME_IS_UTF ? CP_UTF8 : CP_ACP, 0, n->psz1, -1, name, MAX_PATH) || !(path = join(reader->folder, name)))
        return reader_failed();
    file = open_path(path, _O_CREAT | _O_TRUNC | _O_WRONLY);
    free(path);
    return file == INVALID_HANDLE_VALUE ? reader_failed() : (INT_PTR)file;
}

EXPORT HRESULT ExtractCabBegin(void) { return S_OK; }
EXPORT void ExtractCabFinish(void) { }

EXPORT HRESULT ExtractCab(const wchar_t *cabinet, const wchar_t *folder)
{
    Reader own = { cabinet, folder, 0 };
    ERF error = { 0 };
    HFDI fdi;
    BOOL done;
    reader = &own;
    fdi = FDICreate(allocate, release, fdi_open, fdi_read, fdi_write, fdi_close, fdi_seek, cpuUNKNOWN, &error);
    if (!fdi)
        return failure(own.lastError);
    done = FDICopy(fdi, "C", "", 0, fdi_notify, NULL, NULL);
    FDIDestroy(fdi);
    return done ? S_OK : failure(own.lastError);
}
