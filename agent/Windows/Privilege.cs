using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>Switches on a privilege that the service has and that Windows keeps off until it is asked for.</summary>
internal static partial class Privilege
{
    public const string Shutdown = "SeShutdownPrivilege";
    public const string SystemTime = "SeSystemtimePrivilege";

    private const uint QueryAndAdjust = 0x28;
    private const uint Enabled = 2;

    /// <exception cref="Requests.GuestException">The service does not have it.</exception>
    public static void Enable(string name)
    {
        if (!OpenProcessToken(GetCurrentProcess(), QueryAndAdjust, out var token))
        {
            throw GuestError.Last("OpenProcessToken");
        }

        try
        {
            TokenPrivilege wanted = new() { Count = 1, Attributes = Enabled };
            // It returns true also if the token lacks the privilege: only the last error tells.
            if (!LookupPrivilegeValueW(null, name, out wanted.Id) || !AdjustTokenPrivileges(token, disableAll: 0, wanted, 0, 0, 0) || Marshal.GetLastPInvokeError() != 0)
            {
                throw GuestError.Last(name);
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

    [LibraryImport("kernel32")]
    private static partial nint GetCurrentProcess();

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseHandle(nint handle);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool OpenProcessToken(nint process, uint access, out nint token);

    [LibraryImport("advapi32", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LookupPrivilegeValueW(string? system, string name, out ulong id);

    [LibraryImport("advapi32", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool AdjustTokenPrivileges(nint token, int disableAll, in TokenPrivilege wanted, uint size, nint before, nint beforeSize);
}
