using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Every function that is called is one of System32: a DLL of that name beside the program or on the path is never looked at.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
[assembly: DisableRuntimeMarshalling]
