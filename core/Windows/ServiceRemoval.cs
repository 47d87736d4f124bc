using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using Microsoft.Win32.SafeHandles;

namespace XenGuestTools.Core.Windows;

/// <summary>Stops and deletes services and drivers.</summary>
[SupportedOSPlatform("windows")]
internal static partial class ServiceRemoval
{
    private const uint Connect = 1;
    private const uint QueryStatusStopDelete = 0x0004 | 0x0020 | 0x10000;
    private const uint ControlStop = 1;
    private const uint Stopped = 1;
    private const uint Win32Types = 0x30;
    private const int DoesNotExist = 1060;
    private const int MarkedForDelete = 1072;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    /// <summary>A driver is not stopped: Windows unloads it with its device, or at the restart.</summary>
    /// <param name="restart">Set when the service still runs and goes at the next restart; left alone otherwise.</param>
    /// <returns>False if there was no such service.</returns>
    /// <exception cref="DriverException">XGT1106.</exception>
    public static bool Delete(string name, ref bool restart)
    {
        using var manager = OpenSCManager(null, null, Connect);
        using var service = OpenService(manager, name, QueryStatusStopDelete);
        if (service.IsInvalid)
        {
            var error = Marshal.GetLastPInvokeError();
            return error == DoesNotExist ? DeleteKey(name) : throw DriverException.ServiceNotDeleted(name, error);
        }

        var stopped = Stop(service);
        if (!DeleteService(service))
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != MarkedForDelete)
            {
                throw DriverException.ServiceNotDeleted(name, error);
            }
        }

        restart |= !stopped;
        return true;
    }

    /// <summary>Of a service that is not one to the manager, such as one without a type, the key goes all the same.</summary>
    private static bool DeleteKey(string name)
    {
        using var services = Registry.LocalMachine.OpenSubKey(ServiceList.Key, writable: true);
        using var key = name.Contains('\\', StringComparison.Ordinal) ? null : services?.OpenSubKey(name);
        if (key is null)
        {
            return false;
        }

        services!.DeleteSubKeyTree(name);
        return true;
    }

    /// <returns>True when it does not run any more.</returns>
    private static bool Stop(ServiceHandle service)
    {
        if (!QueryServiceStatus(service, out var status) || status.State == Stopped)
        {
            return true;
        }

        if ((status.Type & Win32Types) == 0 || !ControlService(service, ControlStop, out status))
        {
            return false;
        }

        for (var watch = Stopwatch.StartNew(); status.State != Stopped && watch.Elapsed < StopLimit; Thread.Sleep(100))
        {
            if (!QueryServiceStatus(service, out status))
            {
                return false;
            }
        }

        return status.State == Stopped;
    }

    [LibraryImport("advapi32.dll", EntryPoint = "OpenSCManagerW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial ServiceHandle OpenSCManager(string? machine, string? database, uint access);

    [LibraryImport("advapi32.dll", EntryPoint = "OpenServiceW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial ServiceHandle OpenService(ServiceHandle manager, string name, uint access);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool QueryServiceStatus(ServiceHandle service, out ServiceStatus status);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ControlService(ServiceHandle service, uint control, out ServiceStatus status);

    [LibraryImport("advapi32.dll", SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool DeleteService(ServiceHandle service);

    [LibraryImport("advapi32.dll")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CloseServiceHandle(nint handle);

    /// <summary>SERVICE_STATUS: 28 bytes, of which type and state matter here.</summary>
    [StructLayout(LayoutKind.Sequential, Size = 28)]
    private struct ServiceStatus
    {
        public uint Type;
        public uint State;
    }

    /// <summary>An SC_HANDLE.</summary>
    private sealed class ServiceHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
    {
        protected override bool ReleaseHandle() => CloseServiceHandle(handle);
    }
}
