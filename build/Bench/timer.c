/* Times custom actions from inside a real installation: an action that runs others and writes how long each took.
   The first call of each is what an installation pays: it loads the DLL. A call before that starts the process that hosts actions. */
#include <windows.h>
#include <msi.h>
#include <msiquery.h>
#include <stdio.h>

__declspec(dllexport) UINT __stdcall Empty(MSIHANDLE install)
{
    (void)install;
    return ERROR_SUCCESS;
}

static double run(MSIHANDLE install, const char *action)
{
    LARGE_INTEGER start, end, frequency;
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&start);
    UINT result = MsiDoActionA(install, action);
    QueryPerformanceCounter(&end);
    return result == ERROR_SUCCESS ? (end.QuadPart - start.QuadPart) * 1000.0 / frequency.QuadPart : -1;
}

__declspec(dllexport) UINT __stdcall TimeActions(MSIHANDLE install)
{
    run(install, "WarmUp");
    double empty = run(install, "Empty"), check = run(install, "CheckMachine");
    FILE *file = fopen("C:\\times.txt", "w");
    if (!file)
        return ERROR_INSTALL_FAILURE;
    fprintf(file, "%.3f %.3f\n", empty, check);
    fclose(file);
    return ERROR_SUCCESS;
}
