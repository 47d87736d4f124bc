using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>In one word, for the exit code.</summary>
public enum GuestState
{
    Fine,

    /// <summary>A driver waits for a restart of Windows.</summary>
    RestartPending,

    /// <summary>Something that is installed does not work.</summary>
    Broken,

    /// <summary>None of our packages is installed.</summary>
    NotInstalled,
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

    /// <summary>The newest of the stored packages; null if there is none, or none has a version.</summary>
    public string? Newest => Newer(Stored);

    /// <summary>Of the packages that devices which are present have their driver from, the newest; null if no device has it.</summary>
    public string? Bound => Newer(Stored.Where(s => Devices.Any(d => d.Present && s.PublishedName.Equals(d.Inf, StringComparison.OrdinalIgnoreCase))));

    private static string? Newer(IEnumerable<StoredStatus> packages) =>
        packages.Select(p => Version.TryParse(p.Version, out var version) ? version : null).OfType<Version>().Max()?.ToString();
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
