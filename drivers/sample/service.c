/* Every .exe of the sample packages: a Windows service that starts, waits and stops. SERVICE_NAME is defined by the build. */
#include <windows.h>

static SERVICE_STATUS status = {SERVICE_WIN32_OWN_PROCESS, SERVICE_START_PENDING, 0, NO_ERROR, 0, 0, 0};
static SERVICE_STATUS_HANDLE handle;
static HANDLE stop;

static void Report(DWORD state)
{
    status.dwCurrentState = state;
    status.dwControlsAccepted = state == SERVICE_RUNNING ? SERVICE_ACCEPT_STOP | SERVICE_ACCEPT_SHUTDOWN : 0;
    SetServiceStatus(handle, &status);
}

static void WINAPI OnControl(DWORD control)
{
    if (control == SERVICE_CONTROL_STOP || control == SERVICE_CONTROL_SHUTDOWN)
    {
        Report(SERVICE_STOP_PENDING);
        SetEvent(stop);
    }
}

static void WINAPI Run(DWORD count, LPWSTR *arguments)
{
    (void)count, (void)arguments;
    stop = CreateEventW(NULL, TRUE, FALSE, NULL);
    handle = RegisterServiceCtrlHandlerW(SERVICE_NAME, OnControl);
    if (handle == NULL || stop == NULL)
        return;
    Report(SERVICE_RUNNING);
    WaitForSingleObject(stop, INFINITE);
    Report(SERVICE_STOPPED);
}

int main(void)
{
    WCHAR name[] = SERVICE_NAME;
    SERVICE_TABLE_ENTRYW table[] = {{name, Run}, {NULL, NULL}};
    return StartServiceCtrlDispatcherW(table) ? 0 : (int)GetLastError(); /* 1063: not started as a service */
}
