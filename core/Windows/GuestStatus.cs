using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>What of our product is on a machine and whether it works. The JSON of <c>guesttools status</c> is this record.</summary>
/// <param name="Version">Of guesttools.</param>
/// <param name="XenIfacePresent">The device that the agent talks to the host through is there and has a driver.</param>
/// <param name="RestartRequests">The drivers that wait for a restart (facts 4.9).</param>
/// <param name="Problems">Sentences: what does not work, and what to do.</param>
public sealed record GuestStatus(
    string Version,
    ImmutableArray<PackageStatus> Packages,
    ImmutableArray<DriverStatus> Drivers,
    ServiceStatus? Agent,
    bool XenIfacePresent,
    ImmutableArray<string> RestartRequests,
    ImmutableArray<string> Problems)
{
    public bool IsInstalled => Packages.Any(p => p.Version is not null);

    /// <summary>The service of the agent MSI.</summary>
    public const string AgentService = "XenGuestAgent";

    private static readonly ImmutableArray<string> DriverNames = ["xenbus", "xenvif", "xennet", "xenvbd", "xeniface"];

    /// <summary>Pure.</summary>
    /// <param name="version">Of the program that asks.</param>
    /// <param name="packages">The INFs of the stored packages that are called like a driver of ours.</param>
    /// <param name="states">States of services by name.</param>
    public static GuestStatus Of(string version, Machine machine, IReadOnlyDictionary<string, DriverInf> packages, Func<string, ServiceState> states, ImmutableArray<string> restartRequests)
    {
        ImmutableArray<PackageStatus> installed = [.. Product.UpgradeCodes.Select(p => new PackageStatus(p.Package, machine.Products.FirstOrDefault(i => i.UpgradeCode == p.Code)?.Version))];
        ImmutableArray<DriverStatus> drivers = [.. DriverNames.Select(n => DriverOf(n, machine, packages, states))];
        var agent = ServiceOf(AgentService, machine, states);
        return new(
            version,
            installed,
            drivers,
            agent,
            machine.Devices.Any(d => d.Present && d.Inf is not null && d.HardwareIds.Any(id => id.Contains("&DEV_IFACE", StringComparison.OrdinalIgnoreCase))),
            restartRequests,
            [.. installed.Where(p => p.Version is not null).SelectMany(p => ProblemsOf(p.Name, drivers.FirstOrDefault(d => d.Name == p.Name), agent))]);
    }

    /// <summary>The driver's package in the store, by its catalog's name: <c>xenbus.cat</c>.</summary>
    public static IEnumerable<StoredDriver> StoredPackages(Machine machine) =>
        machine.StoredDrivers.Where(s => DriverNames.Any(n => (n + ".cat").Equals(s.CatalogFile, StringComparison.OrdinalIgnoreCase)));

    private static DriverStatus DriverOf(string name, Machine machine, IReadOnlyDictionary<string, DriverInf> packages, Func<string, ServiceState> states)
    {
        var stored = StoredPackages(machine).Where(s => (name + ".cat").Equals(s.CatalogFile, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
        var infs = stored.Select(s => packages.GetValueOrDefault(s.PublishedName)).OfType<DriverInf>().ToList();
        var ids = infs.SelectMany(i => i.HardwareIds).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new(
            name,
            [.. stored.Select(s => new StoredStatus(s.PublishedName, s.Provider, s.Version?.ToString()))],
            [.. machine.Devices.Where(d => d.HardwareIds.Concat(d.CompatibleIds).Any(ids.Contains)).Select(d => new DeviceStatus(d.InstanceId, d.Present, d.Inf))],
            [.. infs.SelectMany(i => i.Services).DistinctBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s => ServiceOf(s.Name, machine, states)).OfType<ServiceStatus>()]);
    }

    private static ServiceStatus? ServiceOf(string name, Machine machine, Func<string, ServiceState> states) =>
        machine.Services.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } service
            ? new(service.Name, service.Start, states(service.Name))
            : null;

    private static IEnumerable<string> ProblemsOf(string package, DriverStatus? driver, ServiceStatus? agent)
    {
        if (package == "agent" && agent?.State != ServiceState.Running)
        {
            yield return $"The agent is installed and its service {AgentService} does not run. Start it: sc start {AgentService}.";
        }

        if (driver is { Stored.IsEmpty: true })
        {
            yield return $"{package} is installed and its driver package is not in the driver store. Repair the installation.";
        }

        foreach (var device in driver?.Devices ?? [])
        {
            if (device.Present && !driver!.IsBoundTo(device))
            {
                yield return $"The device {device.InstanceId} does not have the driver {package}{(device.Inf is null ? "" : $" but that of {device.Inf}")}. Restart Windows; if that does not help, repair the installation.";
            }
        }

        var idle = string.Join(", ", driver?.IdleServices().Select(s => s.Name) ?? []);
        if (idle.Length > 0)
        {
            yield return $"{package} is installed, and this of it does not run: {idle}. Restart Windows; if that does not help, repair the installation.";
        }
    }
}

/// <param name="Name">xenvif … agent, or bundle.</param>
/// <param name="Version">Null when it is not installed.</param>
public sealed record PackageStatus(string Name, string? Version);

/// <param name="Stored">Packages of this name in the driver store; more than one after an update.</param>
/// <param name="Devices">Devices that this driver is for, phantoms included.</param>
public sealed record DriverStatus(string Name, ImmutableArray<StoredStatus> Stored, ImmutableArray<DeviceStatus> Devices, ImmutableArray<ServiceStatus> Services)
{
    /// <summary>The services that run on a machine where this driver works and don't on this one: all that Windows starts by itself, once a present device has the driver.</summary>
    public IEnumerable<ServiceStatus> IdleServices() =>
        Devices.Any(d => d.Present && IsBoundTo(d)) ? Services.Where(s => s.Start != ServiceStart.Disabled && s.State != ServiceState.Running) : [];

    public bool IsBoundTo(DeviceStatus device) => Stored.Any(s => s.PublishedName.Equals(device.Inf, StringComparison.OrdinalIgnoreCase));
}

public sealed record StoredStatus(string PublishedName, string? Provider, string? Version);

/// <param name="Inf">The package that the device has its driver from; null if it has none.</param>
public sealed record DeviceStatus(string InstanceId, bool Present, string? Inf);

public sealed record ServiceStatus(string Name, ServiceStart Start, ServiceState State);

/// <summary>As in winsvc.h.</summary>
public enum ServiceState
{
    /// <summary>The service control manager does not know it, or does not say.</summary>
    Unknown = 0,
    Stopped = 1,
    StartPending = 2,
    StopPending = 3,
    Running = 4,
    ContinuePending = 5,
    PausePending = 6,
    Paused = 7,
}
