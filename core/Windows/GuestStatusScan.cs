using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads what <see cref="GuestStatus"/> tells. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class GuestStatusScan
{
    private const string RequestKey = ServiceList.Key + @"\xenbus_monitor\Request";

    /// <param name="version">Of the program that asks.</param>
    public static GuestStatus Read(string version)
    {
        var machine = MachineScan.ForChecks(VendorTable.Load());
        using var manager = ServiceManager.Open();
        return GuestStatus.Of(version, machine, Packages(machine), name => (ServiceState)(ServiceManager.StateOf(manager, name) ?? 0), RestartRequests());
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

    /// <summary>The monitor keeps a key for each driver that asks (facts 4.9).</summary>
    private static ImmutableArray<string> RestartRequests()
    {
        using var requests = Registry.LocalMachine.OpenSubKey(RequestKey);
        return requests is null ? [] : [.. requests.GetSubKeyNames().Where(name => Asks(requests, name))];
    }

    private static bool Asks(RegistryKey requests, string name)
    {
        using var key = requests.OpenSubKey(name);
        return key?.GetValue("Reboot") is int and not 0;
    }
}
