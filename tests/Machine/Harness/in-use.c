// A program that runs until Windows ends, so that its file is in use: in-use FILE starts FILE, a copy of it. Windows treats the file of a driver that runs the same way.
#include <windows.h>

int main(int argc, char **argv)
{
    STARTUPINFOA start = {.cb = sizeof start};
    PROCESS_INFORMATION process;
    if (argc < 2)
    {
        Sleep(INFINITE);
    }

    return CreateProcessA(argv[1], NULL, NULL, NULL, FALSE, 0, NULL, NULL, &start, &process) ? 0 : 99;
}
