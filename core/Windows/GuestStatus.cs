using System.Collections.Immutable;
using XenGuestTools.Core.Status;

namespace XenGuestTools.Core.Windows;

/// <summary>What of our product is on a machine and whether it works. The JSON of <c>guesttools status</c> has these fields (docs/schemas/status.schema.json).</summary>
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
    /// <summary>The service of the agent MSI.</summary>
    public const string AgentService = "XenGuestAgent";

    private static readonly ImmutableArray<string> DriverNames = ["xenbus", "xenvif", "xennet", "xenvbd", "xeniface"];

    public bool IsInstalled => Packages.Any(p => p.Version is not null);

    /// <summary>A restart that is pending explains what does not work yet.</summary>
    public GuestState State => this switch
    {
        { IsInstalled: false } => GuestState.NotInstalled,
        { RestartRequests.IsEmpty: false } => GuestState.RestartPending,
        { Problems.IsEmpty: false } => GuestState.Broken,
        _ => GuestState.Fine,
    };

    /// <summary>Windows is installing devices at this moment.</summary>
    public bool IsPnpBusy { get; init; }

    /// <summary>What of Windows itself waits for a restart, or is at work. It does not change <see cref="State"/>: our drivers don't wait for it.</summary>
    public RestartWaiters WindowsRestart { get; init; }

    public ImmutableArray<DiskStatus> Disks { get; init; } = [];

    public ImmutableArray<NicStatus> Nics { get; init; } = [];

    public ImmutableArray<DriverSecurity> Security { get; init; } = [];

    /// <summary>What the agent tells the host; null while it can't.</summary>
    public HostView? Host { get; init; }

    /// <summary>Sentences: what works and should still be looked at.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Pure. Disks, network adapters and PnP are the caller's to add.</summary>
    /// <param name="version">Of the program that asks.</param>
    /// <param name="packages">The INFs of the stored packages that are called like a driver of ours.</param>
    /// <param name="states">States of services by name.</param>
    public static GuestStatus Of(string version, Machine machine, VendorTable vendors, IReadOnlyDictionary<string, DriverInf> packages, Func<string, ServiceState> states, ImmutableArray<string> restartRequests)
    {
        ImmutableArray<PackageStatus> installed = [.. Product.UpgradeCodes.Select(p => new PackageStatus(p.Package, machine.Products.FirstOrDefault(i => i.UpgradeCode == p.Code)?.Version))];
        ImmutableArray<DriverStatus> drivers = [.. DriverNames.Select(n => DriverOf(n, machine, packages, states))];
        var agent = ServiceOf(AgentService, machine, states);
        var iface = machine.Devices.Any(d => d.Present && d.Inf is not null && d.HardwareIds.Any(id => id.Contains("&DEV_IFACE", StringComparison.OrdinalIgnoreCase)));
        var security = SecurityFloor.Of(machine, vendors);
        return new(
            version,
            installed,
            drivers,
            agent,
            iface,
            restartRequests,
            [.. installed.Where(p => p.Version is not null).SelectMany(p => ProblemsOf(p.Name, drivers.FirstOrDefault(d => d.Name == p.Name), agent))])
        {
            WindowsRestart = machine.RestartWaiters & ~RestartWaiters.XenDriver,
            Security = security,
            Host = HostView.Of(installed, machine, iface && agent?.State == ServiceState.Running),
            Warnings = StatusWarnings.Of(drivers, security),
        };
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
            yield return $"The agent is installed and its service {AgentService} does not run. Windows starts it about two minutes after its other services; if it does not, start it: sc start {AgentService}.";
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
