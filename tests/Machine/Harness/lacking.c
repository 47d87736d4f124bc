// Runs a program that lacks something: lacking WHAT PROGRAM ARGUMENTS... Ends as the program does. WHAT is
//   the name of a privilege,
//   administrator: the rights of one,
//   unloading: SeRestorePrivilege, from the moment on when it has loaded a hive as HKLM\XgtOffline<its number>,
//   service=NAME: the use of this name for a service, since one of this name waits to be forgotten.
#include <stdio.h>
#include <string.h>
#include <windows.h>

static HANDLE own;

static int fail(const char *what)
{
    fprintf(stderr, "lacking: %s: error %lu\n", what, GetLastError());
    return 99;
}

static BOOL take(HANDLE token, const char *privilege)
{
    TOKEN_PRIVILEGES gone = {.PrivilegeCount = 1};
    gone.Privileges[0].Attributes = SE_PRIVILEGE_REMOVED;
    return LookupPrivilegeValueA(NULL, privilege, &gone.Privileges[0].Luid) && AdjustTokenPrivileges(token, FALSE, &gone, 0, NULL, NULL) && GetLastError() == ERROR_SUCCESS;
}

// The other half of the token that an administrator has.
static BOOL plain(HANDLE *token)
{
    TOKEN_LINKED_TOKEN linked;
    DWORD size;
    return GetTokenInformation(own, TokenLinkedToken, &linked, sizeof linked, &size) && DuplicateTokenEx(linked.LinkedToken, MAXIMUM_ALLOWED, NULL, SecurityImpersonation, TokenPrimary, token);
}

// A service is forgotten when nobody has it open any more.
static BOOL mark(const char *name)
{
    SC_HANDLE manager = OpenSCManagerA(NULL, NULL, SC_MANAGER_ALL_ACCESS);
    SC_HANDLE service = CreateServiceA(manager, name, name, SERVICE_ALL_ACCESS, SERVICE_WIN32_OWN_PROCESS, SERVICE_DEMAND_START, SERVICE_ERROR_IGNORE, "none.exe", NULL, NULL, NULL, NULL, NULL);
    return service && DeleteService(service);
}

static BOOL take_when_loaded(const PROCESS_INFORMATION *process)
{
    char name[40];
    HKEY key;
    HANDLE token;
    BOOL taken;
    sprintf(name, "XgtOffline%lu", process->dwProcessId);
    while (RegOpenKeyExA(HKEY_LOCAL_MACHINE, name, 0, KEY_READ, &key))
    {
        if (WaitForSingleObject(process->hProcess, 0) != WAIT_TIMEOUT)
        {
            return FALSE;
        }
    }

    taken = OpenProcessToken(process->hProcess, TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token) && take(token, "SeRestorePrivilege");
    RegCloseKey(key);
    return taken;
}

int main(int argc, char **argv)
{
    STARTUPINFOA start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    DWORD code = 99;
    if (argc < 3 || !OpenProcessToken(GetCurrentProcess(), TOKEN_ALL_ACCESS, &own))
    {
        return fail("arguments");
    }

    const char *what = argv[1];
    HANDLE token = own;
    BOOL unloading = !strcmp(what, "unloading");
    if (!strcmp(what, "administrator") ? !plain(&token) : !strncmp(what, "service=", 8) ? !mark(what + 8) : !unloading && !take(own, what))
    {
        return fail(what);
    }

    char *line = strstr(strstr(GetCommandLineA(), what), argv[2]);
    if (!CreateProcessAsUserA(token, NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process) || (unloading && !take_when_loaded(&process)))
    {
        return fail(line);
    }

    WaitForSingleObject(process.hProcess, INFINITE);
    GetExitCodeProcess(process.hProcess, &code);
    return (int)code;
}
