using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// The values that make Windows boot without emulated devices, and the ones that keep their drivers from starting at boot (facts 4.8). While one of these is left and the driver that
/// takes over is gone, the machine has no boot disk (INACCESSIBLE_BOOT_DEVICE).
/// </summary>
internal static class UnplugValues
{
    public const string XenKey = Names.Services + @"\XEN";
    public const string StartOverride = @"\StartOverride";

    /// <summary>The class filter that xenbus puts into the UpperFilters of <see cref="FilteredClasses"/> whenever its first device starts (xenbus, src/xen/filters.c).</summary>
    public const string BusFilter = "XENFILT";

    public const string UnplugKey = XenKey + @"\Unplug";

    public static readonly ImmutableArray<string> Keys = [XenKey + @"\ForceUnplug", UnplugKey];

    /// <summary>What QEMU's IDE, AHCI and NVMe controllers run on: kept by Windows' own INFs, also where no device is listed any more.</summary>
    public static readonly ImmutableArray<string> EmulatedStorage = ["stornvme", "storahci", "pciide", "intelide", "atapi"];

    private static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");
    private static readonly Guid SystemClass = new("4d36e97d-e325-11ce-bfc1-08002be10318");
    private static readonly Guid ScsiAdapter = new("4d36e97b-e325-11ce-bfc1-08002be10318");

    public static ImmutableArray<Guid> FilteredClasses => [SystemClass, Hdc];

    public static bool IsStorage(Device device) => device.Class == Hdc || device.Class == ScsiAdapter;

    /// <summary>Does the package drive the disks, so that emulated storage must start once it is gone? The bus carries both kinds.</summary>
    public static bool Disks(DriverInf inf) => HasDevice(inf, "DEV_VBD") || IsBus(inf);

    /// <summary>The values of the XEN key that this package sets, in all builds of its vendor, forced ones included.</summary>
    public static ImmutableArray<string> ValueNames(DriverInf inf) =>
        IsBus(inf) ? ["DISKS", "NICS"] : Disks(inf) ? ["DISKS"] : HasDevice(inf, "DEV_VIF") || HasDevice(inf, "DEV_NET") ? ["NICS"] : [];

    /// <summary>Does a driver run that asks for this unplug: one of a VBD for DISKS, of a VIF or what hangs below it for NICS?</summary>
    public static bool IsInUse(Machine machine, string valueName)
    {
        foreach (var device in machine.Devices)
        {
            var disk = Names.Has(device.InstanceId, "VBD");
            if (device.Present && device.Inf is not null && Names.Starts(device.InstanceId, "XEN") && (valueName == "DISKS" ? disk : !disk))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of Windows' own drivers for the controllers that a host emulates, and this machine has or had such a controller.</summary>
    public static bool IsEmulatedStorage(Machine machine, string service)
    {
        foreach (var device in machine.Devices)
        {
            if (IsStorage(device) && Names.Same(device.Service, service))
            {
                return Names.Among(EmulatedStorage.AsSpan(), service);
            }
        }

        return false;
    }

    /// <summary>The key as the current control set has it: <c>SYSTEM\ControlSet002\…</c> becomes <c>SYSTEM\CurrentControlSet\…</c>.</summary>
    public static string InCurrentSet(string key)
    {
        const string Start = @"SYSTEM\ControlSet";
        return Names.Starts(key, Start) && key.IndexOf('\\', Start.Length) is > 0 and var end ? @"SYSTEM\CurrentControlSet" + key[end..] : key;
    }

    /// <summary>Keys that hold a StartOverride of a storage driver other than the package's own, which goes with its service.</summary>
    public static bool IsStorageOverride(Machine machine, DriverInf inf, string key)
    {
        key = InCurrentSet(key);
        if (!key.EndsWith(StartOverride, StringComparison.OrdinalIgnoreCase) || !Names.Below(key, Names.Services))
        {
            return false;
        }

        var service = key[(Names.Services.Length + 1)..^StartOverride.Length];
        if (Names.Among(EmulatedStorage.AsSpan(), service))
        {
            return true;
        }

        foreach (var own in inf.Services)
        {
            if (Names.Same(own.Name, service))
            {
                return false;
            }
        }

        foreach (var device in machine.Devices)
        {
            if (IsStorage(device) && Names.Same(device.Service, service))
            {
                return true;
            }
        }

        return false;
    }

    internal static bool IsBus(DriverInf inf)
    {
        foreach (var id in inf.HardwareIds)
        {
            if (Names.Starts(id, @"PCI\VEN_5853&"))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasDevice(DriverInf inf, string part)
    {
        foreach (var id in inf.HardwareIds)
        {
            if (Names.Has(id, part))
            {
                return true;
            }
        }

        return false;
    }
}
