using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What a Windows machine is, as far as a decision of ours depends on it. Immutable data; <c>core/Windows/MachineScan</c> reads it, tests build it up.</summary>
public sealed record Machine
{
    public required WindowsVersion Windows { get; init; }

    /// <summary>Device nodes, present and phantom.</summary>
    public ImmutableArray<Device> Devices { get; init; } = [];

    /// <summary>Third-party packages in the driver store (<c>oem*.inf</c>; under Wine the INF keeps its own name).</summary>
    public ImmutableArray<StoredDriver> StoredDrivers { get; init; } = [];

    /// <summary>Services and drivers under <c>HKLM\SYSTEM\CurrentControlSet\Services</c>.</summary>
    public ImmutableArray<Service> Services { get; init; } = [];

    /// <summary>UpperFilters and LowerFilters of the device classes that have any.</summary>
    public ImmutableArray<ClassFilter> ClassFilters { get; init; } = [];

    /// <summary>Windows Installer products and other entries of "Apps and features".</summary>
    public ImmutableArray<InstalledProduct> Products { get; init; } = [];

    /// <summary>Of the registry keys that the vendors table asks for, the ones that exist; HKLM-relative, 64-bit and 32-bit views written out (<c>SOFTWARE\WOW6432Node\…</c>).</summary>
    public ImmutableArray<string> SoftwareKeys { get; init; } = [];

    /// <summary>The values that exist in the keys of <see cref="ScanScope.RegistryKeys"/>. Required: a removal that does not see ForceUnplug leaves a machine that can't boot (facts 4.8).</summary>
    public required ImmutableArray<RegistryValue> RegistryValues { get; init; }

    /// <summary>Of the paths of <see cref="ScanScope.Files"/>, the ones that exist, in the same spelling (<c>%SystemRoot%\…</c>).</summary>
    public required ImmutableArray<string> DriverFiles { get; init; }

    /// <summary>The control sets beside the current one: they share its files, and Windows may start from one of them.</summary>
    public ImmutableArray<ControlSet> OtherControlSets { get; init; } = [];

    /// <summary>What values of the whole machine were before a package of ours changed them (<see cref="RecordValue"/>).</summary>
    public ImmutableArray<RegistryRecord> Records { get; init; } = [];

    /// <summary>What the disk that Windows starts from hangs on without Xen drivers; null where nobody has looked.</summary>
    public BootDisk? BootDisk { get; init; }

    /// <summary>Who waits for a restart of Windows: <see cref="Core.RestartWaiters"/>, as far as <c>MachineScan.ForChecks</c> looks.</summary>
    public RestartWaiters RestartWaiters { get; init; }

    /// <summary>The driver packages that installers of ours have registered: the keys below <c>SOFTWARE\Xen Guest Tools</c>. Required: without it our own drivers look like another vendor's.</summary>
    public required ImmutableArray<OurDriver> OurDrivers { get; init; }

    /// <summary>Short: the text that the compiler would write has no use for its lists, and costs the custom action DLL 10 KB.</summary>
    public override string ToString() => Windows.Name;
}

/// <summary>What says that Windows is not at rest.</summary>
[Flags]
public enum RestartWaiters
{
    None = 0,

    /// <summary>Windows is installing or removing a part of itself, or undoing that, right now.</summary>
    ServicingNow = 1,

    /// <summary>A part of Windows was installed or removed, and is complete after a restart.</summary>
    Servicing = 2,

    /// <summary>Windows Update has installed something that is complete after a restart.</summary>
    WindowsUpdate = 4,

    /// <summary>A driver for Xen asks for a restart, by xenbus_monitor.</summary>
    XenDriver = 8,
}

/// <param name="Key">HKLM-relative.</param>
/// <param name="Number">The data of a REG_DWORD; null for other types.</param>
public sealed record RegistryValue(string Key, string Name, int? Number);

/// <param name="Name">The key's name: <c>ControlSet002</c>.</param>
/// <param name="RegistryValues">As in <see cref="Machine.RegistryValues"/>, with the keys of this control set.</param>
/// <param name="Devices">As the control set's own Enum key has them; nobody can say which of them are present.</param>
public sealed record ControlSet(string Name, ImmutableArray<Service> Services, ImmutableArray<ClassFilter> ClassFilters, ImmutableArray<RegistryValue> RegistryValues, ImmutableArray<Device> Devices)
{
    public override string ToString() => Name;
}

/// <param name="Driver">Whose installation changed the value: the name of the INF without ".inf".</param>
/// <param name="Key">HKLM-relative.</param>
/// <param name="Before">The data of the REG_DWORD; null if there was no such value.</param>
public sealed record RegistryRecord(string Driver, string Key, string Name, int? Before);

/// <param name="Chain">Instance IDs of the controller and what hangs below it down to the disk; each needs its driver.</param>
/// <param name="Emulated">Does the host take it away when the guest asks for it? False for a passed-through controller.</param>
public sealed record BootDisk(ImmutableArray<string> Chain, bool Emulated)
{
    public override string ToString() => string.Join(" ", Chain);
}

/// <param name="Name">The key's name: <c>xenbus</c>.</param>
/// <param name="Provider">The Provider of the INF in our folder of this driver; null if it is not there.</param>
public sealed record OurDriver(string Name, string? Provider);

/// <param name="Build">CurrentBuildNumber: 14393 is Windows 10 1607 and Server 2016.</param>
/// <param name="SafeMode">GetSystemMetrics(SM_CLEANBOOT) is not 0.</param>
public sealed record WindowsVersion(int Build, bool Is64BitX64, bool SafeMode, string Name);

/// <param name="InstanceId">Such as <c>PCI\VEN_5853&amp;DEV_0001&amp;SUBSYS_00015853&amp;REV_01\3&amp;267a616a&amp;0&amp;10</c>.</param>
/// <param name="Present">False for a phantom: a node that Windows remembers of a device that is not there now.</param>
/// <param name="Inf">The published name of the INF that is bound (<c>oem12.inf</c>), null if none is.</param>
public sealed record Device(
    string InstanceId,
    bool Present,
    ImmutableArray<string> HardwareIds,
    ImmutableArray<string> CompatibleIds,
    Guid Class,
    string? Service,
    string? Inf,
    string? Description,
    string? Provider)
{
    /// <summary>The device's own UpperFilters and LowerFilters, beside those of its class. Only <c>MachineScan.ForBoot</c> reads them.</summary>
    public ImmutableArray<string> Filters { get; init; } = [];

    public override string ToString() => InstanceId;
}

/// <param name="PublishedName">The name in <c>%SystemRoot%\INF</c>.</param>
/// <param name="Path">Where the INF can be read.</param>
public sealed record StoredDriver(string PublishedName, string Path, string? Provider, string? CatalogFile, Version? Version)
{
    /// <summary>What its INF copies, as in <see cref="Machine.DriverFiles"/>. Only a scan for a plan reads it, of packages that have the catalog name of the one that the plan is for.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    public override string ToString() => PublishedName;
}

/// <summary>The Start value of a service, as in winnt.h.</summary>
public enum ServiceStart
{
    Boot = 0,
    System = 1,
    Auto = 2,
    Demand = 3,
    Disabled = 4,
}

public sealed record Service(string Name, ServiceStart Start, string? ImagePath, string? DisplayName)
{
    public override string ToString() => Name;
}

/// <param name="Upper">True for UpperFilters, false for LowerFilters.</param>
public sealed record ClassFilter(Guid Class, bool Upper, ImmutableArray<string> Services)
{
    public override string ToString() => string.Join(" ", Services);
}

/// <param name="ProductCode">Null for an entry that is not Windows Installer's.</param>
/// <param name="UpgradeCode">Null where Windows Installer knows none for the product, or it was not one of those asked for.</param>
/// <param name="UninstallKey">The name of the key below <c>…\CurrentVersion\Uninstall</c>.</param>
public sealed record InstalledProduct(string Name, string? Publisher, string? Version, Guid? ProductCode, Guid? UpgradeCode, string? UninstallKey);
