using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows;

/// <summary>The service control manager.</summary>
[SupportedOSPlatform("windows")]
internal static partial class ServiceManager
{
    public const uint Stopped = 1;
    public const int DoesNotExist = 1060;

    private const uint Connect = 1;
    private const uint QueryStatus = 4;

    public static ServiceHandle Open() => OpenSCManager(null, null, Connect);

    /// <summary>SERVICE_STOPPED (1) … SERVICE_PAUSED (7); null if there is no such service or it may not be asked.</summary>
    public static uint? StateOf(ServiceHandle manager, string name)
    {
        using var service = OpenService(manager, name, QueryStatus);
        return !service.IsInvalid && QueryServiceStatus(service, out var status) ? status.State : null;
    }

    [LibraryImport("advapi32.dll", EntryPoint = "OpenSCManagerW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial ServiceHandle OpenSCManager(string? machine, string? database, uint access);

    [LibraryImport("advapi32.dll", EntryPoint = "OpenServiceW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    public static partial ServiceHandle OpenService(ServiceHandle manager, string name, uint access);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool QueryServiceStatus(ServiceHandle service, out ServiceStatus status);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool ControlService(ServiceHandle service, uint control, out ServiceStatus status);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    public static partial bool DeleteService(ServiceHandle service);

    [LibraryImport("advapi32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseServiceHandle(nint handle);

    /// <summary>SERVICE_STATUS: 28 bytes, of which type and state matter here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 28)]
    public struct ServiceStatus
    {
        public uint Type;
        public uint State;
    }

    /// <summary>An SC_HANDLE.</summary>
    public sealed class ServiceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => CloseServiceHandle(handle);
    }
}
