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

    public static readonly ImmutableArray<string> Keys = [XenKey + @"\ForceUnplug", XenKey + @"\Unplug"];

    /// <summary>What QEMU's IDE, AHCI and NVMe controllers run on: kept by Windows' own INFs, also where no device is listed any more.</summary>
    private static readonly ImmutableArray<string> EmulatedStorage = ["stornvme", "storahci", "pciide", "intelide", "atapi"];

    private static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");
    private static readonly Guid ScsiAdapter = new("4d36e97b-e325-11ce-bfc1-08002be10318");

    public static bool IsStorage(Device device) => device.Class == Hdc || device.Class == ScsiAdapter;

    /// <summary>Does the package drive the disks, so that emulated storage must start once it is gone? The bus carries both kinds.</summary>
    public static bool Disks(DriverInf inf) => HasDevice(inf, "DEV_VBD") || IsBus(inf);

    /// <summary>The values of the XEN key that this package sets, in all builds of its vendor, forced ones included.</summary>
    public static ImmutableArray<string> ValueNames(DriverInf inf) =>
        IsBus(inf) ? ["DISKS", "NICS"] : Disks(inf) ? ["DISKS"] : HasDevice(inf, "DEV_VIF") || HasDevice(inf, "DEV_NET") ? ["NICS"] : [];

    /// <summary>Keys that hold a StartOverride of a storage driver other than the package's own, which goes with its service.</summary>
    public static bool IsStorageOverride(Machine machine, DriverInf inf, string key)
    {
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

    private static bool IsBus(DriverInf inf)
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
