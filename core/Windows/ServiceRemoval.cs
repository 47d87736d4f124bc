using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Stops and deletes services and drivers.</summary>
[SupportedOSPlatform("windows")]
internal static class ServiceRemoval
{
    private const uint QueryStatusStopDelete = 0x0004 | 0x0020 | 0x10000;
    private const uint ControlStop = 1;
    private const uint Win32Types = 0x30;
    private const int MarkedForDelete = 1072;
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    /// <summary>A driver is not stopped: Windows unloads it with its device, or at the restart.</summary>
    /// <exception cref="DriverException">XGT1106.</exception>
    public static Outcome Delete(string name)
    {
        using var manager = ServiceManager.Open();
        using var service = ServiceManager.OpenService(manager, name, QueryStatusStopDelete);
        if (service.IsInvalid)
        {
            // Of a service that is not one to the manager, such as one without a type, the key goes all the same.
            var error = Marshal.GetLastPInvokeError();
            return error == ServiceManager.DoesNotExist ? DeleteKey(ControlSetList.Key(null), name) : throw DriverException.ServiceNotDeleted(name, error);
        }

        var stopped = Stop(service);
        if (!ServiceManager.DeleteService(service))
        {
            var error = Marshal.GetLastPInvokeError();
            if (error != MarkedForDelete)
            {
                throw DriverException.ServiceNotDeleted(name, error);
            }
        }

        return stopped ? Outcome.Done : Outcome.AtRestart;
    }

    /// <summary>Stops a service and leaves it installed.</summary>
    /// <returns>AtRestart when it still runs.</returns>
    public static Outcome StopOnly(string name)
    {
        using var manager = ServiceManager.Open();
        using var service = ServiceManager.OpenService(manager, name, QueryStatusStopDelete);
        return service.IsInvalid ? Outcome.NotThere : Stop(service) ? Outcome.Done : Outcome.AtRestart;
    }

    /// <summary>Deletes the key of a service in a control set that Windows does not run on.</summary>
    /// <param name="controlSet">Its key, HKLM-relative.</param>
    public static Outcome DeleteKey(string controlSet, string name)
    {
        using var services = Registry.LocalMachine.OpenSubKey($@"{controlSet}\Services", writable: true);
        using var key = name.Contains('\\', StringComparison.Ordinal) ? null : services?.OpenSubKey(name);
        if (key is null)
        {
            return Outcome.NotThere;
        }

        services!.DeleteSubKeyTree(name);
        return Outcome.Done;
    }

    /// <summary>Has a driver start at boot.</summary>
    /// <param name="controlSet">Its key, HKLM-relative.</param>
    public static Outcome StartAtBoot(string controlSet, string name)
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{controlSet}\Services\{name}", writable: true);
        key?.SetValue("Start", (int)ServiceStart.Boot, RegistryValueKind.DWord);
        return key is null ? Outcome.NotThere : Outcome.Done;
    }

    /// <returns>True when it does not run any more.</returns>
    private static bool Stop(ServiceManager.ServiceHandle service)
    {
        if (!ServiceManager.QueryServiceStatus(service, out var status) || status.State == ServiceManager.Stopped)
        {
            return true;
        }

        if ((status.Type & Win32Types) == 0 || !ServiceManager.ControlService(service, ControlStop, out status))
        {
            return false;
        }

        for (var watch = Stopwatch.StartNew(); status.State != ServiceManager.Stopped && watch.Elapsed < StopLimit; Thread.Sleep(100))
        {
            if (!ServiceManager.QueryServiceStatus(service, out status))
            {
                return false;
            }
        }

        return status.State == ServiceManager.Stopped;
    }
}
