using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Switches on a privilege that this account has and that Windows keeps off until it is asked for. The agent is compiled with this file, too.</summary>
[SupportedOSPlatform("windows")]
internal static partial class Privilege
{
    private const uint QueryAndAdjust = 0x28;
    private const uint Enabled = 2;

    /// <returns>0, or the error of Windows.</returns>
    public static int Enable(string name)
    {
        if (!OpenProcessToken(GetCurrentProcess(), QueryAndAdjust, out var token))
        {
            return Marshal.GetLastPInvokeError();
        }

        try
        {
            TokenPrivilege wanted = new() { Count = 1, Attributes = Enabled };

            // The second call returns true also if the token lacks the privilege: only the last error tells.
            _ = LookupPrivilegeValue(null, name, out wanted.Id) && AdjustTokenPrivileges(token, 0, wanted, 0, 0, 0);
            return Marshal.GetLastPInvokeError();
        }
        finally
        {
            _ = CloseHandle(token);
        }
    }

    /// <summary>TOKEN_PRIVILEGES with one entry; a LUID is two numbers of 32 bits.</summary>
    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    private struct TokenPrivilege
    {
        public uint Count;
        public ulong Id;
        public uint Attributes;
    }

    [LibraryImport("kernel32.dll")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(nint process, uint access, out nint token);

    [LibraryImport("advapi32.dll", EntryPoint = "LookupPrivilegeValueW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LookupPrivilegeValue(string? system, string name, out ulong id);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AdjustTokenPrivileges(nint token, int disableAll, in TokenPrivilege wanted, uint size, nint before, nint beforeSize);
}
