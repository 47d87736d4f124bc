namespace XenGuestTools.Core;

/// <summary>The PCI devices of a Xen VM (facts 4.1).</summary>
internal static class XenDevices
{
    private const string Xen = @"PCI\VEN_5853&DEV_";

    /// <summary>
    /// The device that a host shows while "Windows Update tools" is on: the same four hex digits as device and subsystem, revision 1. All ranges count, also C200-C2FF, which is reserved for
    /// XCP-ng and not in use: whoever fills it does so to have Windows Update bring drivers. Not counted: the platform device, and C147, a graphics card.
    /// </summary>
    public static bool IsVendorDevice(Device device)
    {
        foreach (var id in device.HardwareIds)
        {
            if (IsVendorId(id))
            {
                return true;
            }
        }

        return IsVendorId(device.InstanceId);
    }

    /// <summary>Does the device show that this is a Xen VM: the platform device 0001 or 0002, or one of XenServer's (C000-C0FF)?</summary>
    public static bool IsXen(Device device)
    {
        foreach (var id in device.HardwareIds)
        {
            if (IsXenId(id))
            {
                return true;
            }
        }

        return IsXenId(device.InstanceId) || IsVendorDevice(device);
    }

    /// <summary>A storage adapter that a vendor's xenbus makes (facts 4.2). xen.sys looks for the same three letters (xenbus, src/xen/unplug.c).</summary>
    public static bool IsXenDisk(string instanceId) => Names.Starts(instanceId, @"XENBUS\") && Names.Has(instanceId, "VBD");

    private static bool IsXenId(string id) => Names.Starts(id, Xen) && id.Length >= Xen.Length + 4
        && (id.AsSpan(Xen.Length, 4) is "0001" or "0002" || Names.Starts(id[Xen.Length..], "C0"));

    private static bool IsVendorId(string id)
    {
        var start = id.IndexOf("VEN_5853&DEV_", StringComparison.OrdinalIgnoreCase) + "VEN_5853&DEV_".Length;
        if (start < "VEN_5853&DEV_".Length || id.Length < start + 4)
        {
            return false;
        }

        var number = id[start..(start + 4)].ToUpperInvariant();
        foreach (var digit in number)
        {
            if (!char.IsAsciiHexDigit(digit))
            {
                return false;
            }
        }

        return number is not ("0001" or "0002" or "C147") && Names.Starts(id[(start + 4)..], $"&SUBSYS_{number}5853&REV_01");
    }
}
