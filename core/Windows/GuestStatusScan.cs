using System.Runtime.Versioning;
using XenGuestTools.Core.Status;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads what <see cref="GuestStatus"/> tells. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class GuestStatusScan
{
    /// <param name="version">Of the program that asks.</param>
    public static GuestStatus Read(string version)
    {
        var vendors = VendorTable.Load();
        var machine = MachineScan.ForChecks(vendors);
        machine = machine with { Services = machine.Services.AddRange(ServiceList.Read(name => Names.Same(name, GuestStatus.AgentService))) }; // no check looks at it
        using var manager = ServiceManager.Open();
        var devices = DeviceList.Read();
        return GuestStatus.Of(version, machine, vendors, Packages(machine), name => (ServiceState)(ServiceManager.StateOf(manager, name) ?? 0), [.. PnpIdle.RestartRequests()]) with
        {
            IsPnpBusy = !PnpIdle.Wait(0),
            Disks = GuestHardware.Disks(devices, HardwareScan.Parent),
            Nics = GuestHardware.Nics(devices, HardwareScan.ReadConnections()),
        };
    }

    private static Dictionary<string, DriverInf> Packages(Machine machine)
    {
        var packages = new Dictionary<string, DriverInf>(StringComparer.OrdinalIgnoreCase);
        foreach (var stored in GuestStatus.StoredPackages(machine))
        {
            try
            {
                packages[stored.PublishedName] = DriverInf.From(InfFile.Read(File.ReadAllBytes(stored.Path)));
            }
            catch (InfException)
            {
                // Somebody else's package that has the name of one of ours: it is listed, its contents are not ours to explain.
                continue;
            }
        }

        return packages;
    }
}
