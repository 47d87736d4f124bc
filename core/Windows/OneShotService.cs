using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>A service that goes on with something after a restart and then deletes itself, as the service control manager knows it.</summary>
/// <param name="name">Its key.</param>
/// <param name="display">What the list of services shows.</param>
[SupportedOSPlatform("windows")]
internal sealed partial class OneShotService(string name, string display)
{
    private const uint ConnectAndCreate = 1 | 2;
    private const uint ChangeConfig = 2;
    private const uint DeleteAccess = 0x10000;
    private const uint OwnProcess = 0x10;
    private const uint AutoStart = 2;
    private const uint IgnoreErrors = 0;
    private const int Exists = 1073;
    private const int MarkedForDelete = 1072;
    private static readonly TimeSpan DeletionLimit = TimeSpan.FromSeconds(20);

    /// <summary>Registered, and not only waiting to be forgotten.</summary>
    public bool IsArmed()
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{Names.Services}\{name}");
        return key is not null && key.GetValue("DeleteFlag") is not 1;
    }

    /// <param name="command">The whole command line.</param>
    /// <returns>0, or the error of Windows.</returns>
    public int Arm(string command)
    {
        using var manager = OpenSCManager(null, null, ConnectAndCreate);
        var error = manager.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        for (var watch = Stopwatch.StartNew(); error == 0; Thread.Sleep(500))
        {
            using var made = CreateService(manager, name, display, 0, OwnProcess, AutoStart, IgnoreErrors, command, null, 0, null, null, null);
            if (!made.IsInvalid)
            {
                return 0;
            }

            var reason = Marshal.GetLastPInvokeError();
            if (reason == Exists)
            {
                using var service = ServiceManager.OpenService(manager, name, ChangeConfig);
                if (!service.IsInvalid && ChangeServiceConfig(service, OwnProcess, AutoStart, IgnoreErrors, command, null, 0, null, null, null, display))
                {
                    return 0;
                }

                reason = Marshal.GetLastPInvokeError();
            }

            // The service has just ended and deleted itself: its name is free in a moment.
            error = reason == MarkedForDelete && watch.Elapsed < DeletionLimit ? 0 : reason;
        }

        return error;
    }

    /// <summary>It goes as soon as it has ended.</summary>
    public void Disarm()
    {
        using var manager = ServiceManager.Open();
        using var service = ServiceManager.OpenService(manager, name, DeleteAccess);
        if (!service.IsInvalid)
        {
            _ = ServiceManager.DeleteService(service); // if not, it starts once more and finds nothing to do
        }
    }

    [LibraryImport("advapi32.dll", EntryPoint = "OpenSCManagerW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial ServiceManager.ServiceHandle OpenSCManager(string? machine, string? database, uint access);

    [LibraryImport("advapi32.dll", EntryPoint = "CreateServiceW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    private static partial ServiceManager.ServiceHandle CreateService(ServiceManager.ServiceHandle manager, string name, string display, uint access, uint type, uint start, uint errors, string command, string? group, nint tag, string? dependencies, string? account, string? password);

    [LibraryImport("advapi32.dll", EntryPoint = "ChangeServiceConfigW", StringMarshalling = StringMarshalling.Utf16, SetLastError = true)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool ChangeServiceConfig(ServiceManager.ServiceHandle service, uint type, uint start, uint errors, string command, string? group, nint tag, string? dependencies, string? account, string? password, string display);
}
