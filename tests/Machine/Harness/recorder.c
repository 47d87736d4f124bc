// Stands for a program of Windows that Wine does not have: writes its command line beside itself, and ends with 1 if a file NAME.fails is there.
#include <stdio.h>
#include <string.h>
#include <windows.h>

int main(void)
{
    char path[MAX_PATH + 8];
    DWORD length = GetModuleFileNameA(NULL, path, MAX_PATH);
    strcpy(path + length, ".log");
    FILE *log = fopen(path, "a");
    if (log == NULL)
    {
        return 2;
    }

    fprintf(log, "%s\n", GetCommandLineA());
    fclose(log);
    strcpy(path + length, ".fails");
    return GetFileAttributesA(path) != INVALID_FILE_ATTRIBUTES;
}
