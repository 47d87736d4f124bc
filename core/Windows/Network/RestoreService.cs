using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>The service that verifies and restores after the restart, as the service control manager knows it.</summary>
[SupportedOSPlatform("windows")]
public static partial class RestoreService
{
    public const string Name = "XenGuestToolsNetwork";

    private const string DisplayName = $"{Product.Name}: network settings";
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
    internal static bool IsArmed()
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{Names.Services}\{Name}");
        return key is not null && key.GetValue("DeleteFlag") is not 1;
    }

    /// <exception cref="NetworkException">XGT1204.</exception>
    internal static void Arm(string program)
    {
        var command = $"\"{program}\" network service";
        using var manager = OpenSCManager(null, null, ConnectAndCreate);
        var error = manager.IsInvalid ? Marshal.GetLastPInvokeError() : 0;
        for (var watch = Stopwatch.StartNew(); error == 0; Thread.Sleep(500))
        {
            using var made = CreateService(manager, Name, DisplayName, 0, OwnProcess, AutoStart, IgnoreErrors, command, null, 0, null, null, null);
            if (!made.IsInvalid)
            {
                return;
            }

            var reason = Marshal.GetLastPInvokeError();
            if (reason == Exists)
            {
                using var service = ServiceManager.OpenService(manager, Name, ChangeConfig);
                if (!service.IsInvalid && ChangeServiceConfig(service, OwnProcess, AutoStart, IgnoreErrors, command, null, 0, null, null, null, DisplayName))
                {
                    return;
                }

                reason = Marshal.GetLastPInvokeError();
            }

            // The service has just ended and deleted itself: its name is free in a moment.
            error = reason == MarkedForDelete && watch.Elapsed < DeletionLimit ? 0 : reason;
        }

        throw NetworkException.NotArmed(SystemError.Text(error));
    }

    /// <summary>It goes as soon as it has ended.</summary>
    internal static void Disarm()
    {
        using var manager = ServiceManager.Open();
        using var service = ServiceManager.OpenService(manager, Name, DeleteAccess);
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
