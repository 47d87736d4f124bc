using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>Switches on the two privileges that loading a hive takes. Administrators have them, and Windows keeps them off until they are asked for.</summary>
[SupportedOSPlatform("windows")]
internal static partial class HivePrivileges
{
    private const uint QueryAndAdjust = 0x28;
    private const uint Enabled = 2;

    /// <exception cref="OfflineException">XGT1322.</exception>
    public static void Enable()
    {
        Enable("SeBackupPrivilege");
        Enable("SeRestorePrivilege");
    }

    private static void Enable(string name)
    {
        if (!OpenProcessToken(GetCurrentProcess(), QueryAndAdjust, out var token))
        {
            throw OfflineException.NoPrivilege(name, Marshal.GetLastPInvokeError());
        }

        try
        {
            TokenPrivilege wanted = new() { Count = 1, Attributes = Enabled };
            // It returns true also if the token lacks the privilege: only the last error tells.
            if (!LookupPrivilegeValue(null, name, out wanted.Id) || !AdjustTokenPrivileges(token, 0, wanted, 0, 0, 0) || Marshal.GetLastPInvokeError() != 0)
            {
                throw OfflineException.NoPrivilege(name, Marshal.GetLastPInvokeError());
            }
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
