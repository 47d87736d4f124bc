using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>Machines to start from, and the parts to build them up with.</summary>
internal static class Machines
{
    public const string PlatformId = @"PCI\VEN_5853&DEV_0001";
    public static readonly Guid SystemClass = new("4d36e97d-e325-11ce-bfc1-08002be10318");
    public static readonly Guid ScsiAdapter = new("4d36e97b-e325-11ce-bfc1-08002be10318");
    public static readonly Guid OurCode = new("7E522585-4AF0-4631-89BF-B1DEEE6BEBC3");
    public static readonly VendorTable Vendors = VendorTable.Load();
    public static readonly CheckOptions Options = new(false, false, 14393, "Windows 10 version 1607 or Windows Server 2016", [OurCode]);

    /// <summary>A Windows 10 VM on Xen without any tools.</summary>
    public static Machine XenVm { get; } = new()
    {
        Windows = new WindowsVersion(19045, true, false, "Windows 10 Pro"),
        Devices = [Platform()],
        RegistryValues = [],
        DriverFiles = [],
        OurDrivers = [],
    };

    /// <summary>What steps make of a machine on which no driver runs and no device comes.</summary>
    public static Machine Made(Machine machine, IEnumerable<Step> steps, DriverInf inf) =>
        steps.Aggregate(new WindowsModel { Machine = machine, Packages = [inf], DriversRun = false }, (model, step) => model.Run(step, inf)).Machine;

    public static Device Platform(string? inf = null, string? provider = null) =>
        Pci("0001", "0001", inf: inf, provider: provider) with { Service = inf is null ? null : "xenbus" };

    public static Device VendorDevice(bool present = true, string number = "C000") => Pci(number, number, present);

    public static Device Pci(string device, string subsystem, bool present = true, string? inf = null, string? provider = null, string revision = "01")
    {
        var id = $@"PCI\VEN_5853&DEV_{device}&SUBSYS_{subsystem}5853&REV_{revision}";
        return new Device(
            id + @"\3&267a616a&0&10",
            present,
            [id, $@"PCI\VEN_5853&DEV_{device}&SUBSYS_{subsystem}5853", $@"PCI\VEN_5853&DEV_{device}&CC_FF8000"],
            [$@"PCI\VEN_5853&DEV_{device}&REV_{revision}", $@"PCI\VEN_5853&DEV_{device}"],
            SystemClass,
            null,
            inf,
            null,
            provider);
    }

    public static Device Child(string enumerator, string prefix, string kind, string revision, string? service, string? inf, string? provider, bool present = true) => new(
        $@"{enumerator}\VEN_{prefix}&DEV_{kind}\_",
        present,
        [$@"{enumerator}\VEN_{prefix}0001&DEV_{kind}&REV_{revision}", $@"{enumerator}\VEN_{prefix}0002&DEV_{kind}&REV_{revision}"],
        ["XENCLASS", "XENDEVICE"],
        SystemClass,
        service,
        inf,
        null,
        provider);

    public static InstalledProduct Product(string name, string? publisher, string? version, string? upgradeCode = null) =>
        new(name, publisher, version, new Guid("AC81AF0E-19F5-4A4F-B891-76166BF348ED"), upgradeCode is null ? null : Guid.Parse(upgradeCode), null);

    public static StoredDriver Stored(string published, string driver, string provider, string version = "9.1.0.114") =>
        new(published, $@"C:\Windows\INF\{published}", provider, driver + ".cat", Version.Parse(version));
}
