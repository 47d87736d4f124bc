// Runs a program whose account lacks a privilege: without-privilege NAME PROGRAM ARGUMENTS... Ends as the program does.
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(int argc, char **argv)
{
    HANDLE token;
    TOKEN_PRIVILEGES gone = {.PrivilegeCount = 1};
    gone.Privileges[0].Attributes = SE_PRIVILEGE_REMOVED;
    if (argc < 3 || !OpenProcessToken(GetCurrentProcess(), TOKEN_ADJUST_PRIVILEGES | TOKEN_QUERY, &token) || !LookupPrivilegeValueA(NULL, argv[1], &gone.Privileges[0].Luid)
        || !AdjustTokenPrivileges(token, FALSE, &gone, 0, NULL, NULL) || GetLastError() != ERROR_SUCCESS)
    {
        fprintf(stderr, "without-privilege: error %lu\n", GetLastError());
        return 99;
    }

    STARTUPINFOA start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    DWORD code = 99;
    char *line = strstr(strstr(GetCommandLineA(), argv[1]), argv[2]);
    if (CreateProcessA(NULL, line, NULL, NULL, TRUE, 0, NULL, NULL, &start, &process))
    {
        WaitForSingleObject(process.hProcess, INFINITE);
        GetExitCodeProcess(process.hProcess, &code);
    }

    return (int)code;
}
