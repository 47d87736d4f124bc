/* Makes a cabinet. */
#include "winterop64.h"
#include <fci.h>
#include <stdio.h>

#define CABINET_LIMIT 0x7fffffff      /* one cabinet, whatever its size; FCI counts in a signed long */
#define FOLDER_LIMIT 0x7fff8000       /* the same for the runs of compressed data in it, a multiple of 32 KB */
#define COMPRESSION_NONE 0            /* WiX: 0 none, 1 low, 2 medium, 3 high, 4 mszip. Wine's FCI stores LZX uncompressed, so all others are MSZIP. */

typedef struct {
    HFCI fci;
    ERF error;
    CCAB cabinet;
    TCOMP compression;
    DWORD lastError;                  /* of the first callback that failed */
    unsigned temporaries;
    wchar_t *path;                    /* of the cabinet */
    const wchar_t *source;            /* of the file being added */
} Writer;

static wchar_t *writer_path(Writer *w, const char *tag)
{
    wchar_t folder[MAX_PATH + 1], name[64];
    if (tag[0] != 'T')
        return _wcsdup(tag[0] == 'C' ? w->path : w->source);
    if (!GetTempPathW(MAX_PATH + 1, folder))
        return NULL;
    swprintf(name, 64, L"winterop-%lu-%p-%hs", GetCurrentProcessId(), (void *)w, tag);
    return join(folder, name);
}

static INT_PTR failed(Writer *w, int *error)
{
    DWORD last = GetLastError();
    if (!w->lastError)
        w->lastError = last;
    *error = (int)last;
    return -1;
}

static INT_PTR DIAMONDAPI fci_open(char *tag, int flags, int mode, int *error, void *context)
{
    Writer *w = context;
    wchar_t *path = writer_path(w, tag);
    HANDLE file = path ? open_path(path, flags) : INVALID_HANDLE_VALUE;
    INT_PTR result = file == INVALID_HANDLE_VALUE ? failed(w, error) : (INT_PTR)file;
    free(path);
    return result;
}

static UINT DIAMONDAPI fci_read(INT_PTR file, void *buffer, UINT size, int *error, void *context)
{
    DWORD done;
    return ReadFile((HANDLE)file, buffer, size, &done, NULL) ? done : (UINT)failed(context, error);
}

static UINT DIAMONDAPI fci_write(INT_PTR file, void *buffer, UINT size, int *error, void *context)
{
    DWORD done;
    return WriteFile((HANDLE)file, buffer, size, &done, NULL) ? done : (UINT)failed(context, error);
}

static int DIAMONDAPI fci_close(INT_PTR file, int *error, void *context) { return CloseHandle((HANDLE)file) ? 0 : (int)failed(context, error); }

static LONG DIAMONDAPI fci_seek(INT_PTR file, LONG distance, int from, int *error, void *context)
{
    DWORD position = SetFilePointer((HANDLE)file, distance, NULL, from);
    return position != INVALID_SET_FILE_POINTER ? (LONG)position : (LONG)failed(context, error);
}

static int DIAMONDAPI fci_delete(char *tag, int *error, void *context)
{
    wchar_t *path = writer_path(context, tag);
    int result = path && DeleteFileW(path) ? 0 : (int)failed(context, error);
    free(path);
    return result;
}

static BOOL DIAMONDAPI fci_temporary(char *tag, int size, void *context) { return snprintf(tag, size, "T%u", ((Writer *)context)->temporaries++) < size; }
static int DIAMONDAPI fci_placed(PCCAB cabinet, char *file, LONG size, BOOL continued, void *context) { return 0; }
static long DIAMONDAPI fci_status(UINT type, ULONG one, ULONG two, void *context) { return 0; }
static BOOL DIAMONDAPI fci_next(PCCAB cabinet, ULONG size, void *context) { return FALSE; } /* one cabinet only */

static INT_PTR DIAMONDAPI fci_open_info(char *tag, USHORT *date, USHORT *time, USHORT *attributes, int *error, void *context)
{
    INT_PTR file = fci_open(tag, _O_RDONLY, 0, error, context);
    BY_HANDLE_FILE_INFORMATION info;
    FILETIME local;
    if (file == -1)
        return -1;
    if (!GetFileInformationByHandle((HANDLE)file, &info) || !FileTimeToLocalFileTime(&info.ftLastWriteTime, &local) || !FileTimeToDosDateTime(&local, date, time)) {
        failed(context, error);
        CloseHandle((HANDLE)file);
        return -1;
    }
    *attributes = (USHORT)(info.dwFileAttributes & (FILE_ATTRIBUTE_READONLY | FILE_ATTRIBUTE_HIDDEN | FILE_ATTRIBUTE_SYSTEM | FILE_ATTRIBUTE_ARCHIVE));
    return file;
}

static void destroy(Writer *w)
{
    if (w->fci)
        FCIDestroy(w->fci);
    free(w->path);
    free(w);
}

EXPORT HRESULT CreateCabBegin(const wchar_t *name, const wchar_t *folder, UINT files, UINT size, UINT threshold, UINT compression, HANDLE *result)
{
    Writer *w;
    if (size)
        return E_NOTIMPL; /* a cabinet split over several files */
    w = calloc(1, sizeof *w);
    if (!w || !(w->path = join(folder, name))) {
        free(w);
        return E_OUTOFMEMORY;
    }
    w->cabinet.cb = CABINET_LIMIT;
    w->cabinet.cbFolderThresh = threshold ? threshold : FOLDER_LIMIT;
    w->cabinet.setID = w->cabinet.iCab = 1;
    strcpy(w->cabinet.szCab, "C");
    w->compression = compression == COMPRESSION_NONE ? tcompTYPE_NONE : tcompTYPE_MSZIP;
    w->fci = FCICreate(&w->error, fci_placed, allocate, release, fci_open, fci_read, fci_write, fci_close, fci_seek, fci_delete, fci_temporary, &w->cabinet, w);
    if (!w->fci) {
        HRESULT hr = failure(w->lastError);
        destroy(w);
        return hr;
    }
    *result = w;
    return S_OK;
}

/* token: the name in the cabinet, an identifier of WiX's, so plain ASCII. hash: WiX finds equal files by it; FCI does not. */
EXPORT HRESULT CreateCabAddFile(const wchar_t *file, const wchar_t *token, const void *hash, HANDLE cabinet)
{
    Writer *w = cabinet;
    char name[CB_MAX_FILENAME];
    if (!WideCharToMultiByte(CP_UTF8, 0, token, -1, name, sizeof name, NULL, NULL))
        return failure(GetLastError());
    w->source = file;
    return FCIAddFile(w->fci, "S", name, FALSE, fci_next, fci_status, fci_open_info, w->compression) ? S_OK : failure(w->lastError);
}

EXPORT HRESULT CreateCabFinish(HANDLE cabinet, void *newNames)
{
    Writer *w = cabinet;
    HRESULT hr = FCIFlushCabinet(w->fci, FALSE, fci_next, fci_status) ? S_OK : failure(w->lastError);
    destroy(w);
    return hr;
}

EXPORT HRESULT CreateCabCancel(HANDLE cabinet)
{
    destroy(cabinet);
    return S_OK;
}
