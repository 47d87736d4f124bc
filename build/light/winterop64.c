#include "winterop64.h"
#include <wincrypt.h>

void *allocate(ULONG size) { return malloc(size); }
void release(void *block) { free(block); }

wchar_t *join(const wchar_t *folder, const wchar_t *name)
{
    size_t size = wcslen(folder) + wcslen(name) + 2;
    wchar_t *path = malloc(size * sizeof *path);
    if (path) {
        size_t length = wcslen(folder);
        swprintf(path, size, length && folder[length - 1] != L'\\' ? L"%ls\\%ls" : L"%ls%ls", folder, name);
    }
    return path;
}

HRESULT failure(DWORD lastError) { return lastError ? HRESULT_FROM_WIN32(lastError) : E_FAIL; }

HANDLE open_path(const wchar_t *path, int flags)
{
    DWORD access = flags & _O_RDWR ? GENERIC_READ | GENERIC_WRITE : flags & _O_WRONLY ? GENERIC_WRITE : GENERIC_READ;
    DWORD creation = !(flags & _O_CREAT) ? OPEN_EXISTING : flags & _O_EXCL ? CREATE_NEW : flags & _O_TRUNC ? CREATE_ALWAYS : OPEN_ALWAYS;
    return CreateFileW(path, access, FILE_SHARE_READ, NULL, creation, FILE_ATTRIBUTE_NORMAL, NULL);
}

/* Wine keeps the files' Unix permissions; there is no ACL to reset. */
EXPORT HRESULT ResetAcls(const wchar_t **files, DWORD count) { return S_OK; }

EXPORT HRESULT HashPublicKeyInfo(const CERT_CONTEXT *certificate, BYTE *hash, DWORD *size)
{
    return CryptHashPublicKeyInfo(0, CALG_SHA1, 0, X509_ASN_ENCODING, &certificate->pCertInfo->SubjectPublicKeyInfo, hash, size) ? S_OK : failure(GetLastError());
}
