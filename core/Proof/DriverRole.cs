namespace XenGuestTools.Core.Proof;

/// <summary>What a Xen driver is there for (facts 4.1, 4.2, 4.4).</summary>
/// <param name="ClassName">Its device setup class.</param>
/// <param name="Bus">Who has its devices: PCI for the bus itself, XENBUS, or XENVIF.</param>
/// <param name="Device">What the bus calls its devices: VIF, VBD, …; "" for the bus itself.</param>
/// <param name="Start">Of its function driver: what Windows boots from starts at boot.</param>
internal sealed record DriverRole(string Name, string ClassName, string Bus, string Device, ServiceStart Start)
{
    public static readonly DriverRole[] All =
    [
        new("xenbus", DeviceClass.System, "PCI", "", ServiceStart.Boot),
        new("xenvbd", DeviceClass.ScsiAdapter, "XENBUS", "VBD", ServiceStart.Boot),
        new("xenvif", DeviceClass.System, "XENBUS", "VIF", ServiceStart.Demand),
        new("xennet", DeviceClass.Net, "XENVIF", "NET", ServiceStart.Demand),
        new("xeniface", DeviceClass.System, "XENBUS", "IFACE", ServiceStart.Demand),
    ];

    /// <summary>Drivers beside a function driver that Windows boots through as well: filters of all storage controllers and of the disk adapter.</summary>
    public static readonly string[] BootFilters = ["xenfilt", "xendisk"];

    public bool IsBus => Device.Length == 0;

    /// <summary>For messages.</summary>
    public string IdForm => IsBus ? @"PCI\VEN_5853&DEV_<number>" : $@"{Bus}\VEN_<prefix><number>&DEV_{Device}&REV_<revision>";

    /// <returns>Null for a driver of which nothing is known.</returns>
    public static DriverRole? Of(string name) => Array.Find(All, role => Names.Same(role.Name, name));

    public bool Fits(string hardwareId) => IsBus
        ? PlatformDevice.TryParse(hardwareId) is not null
        : ChildDevice.TryParse(hardwareId) is { } child && Names.Same(child.Bus, Bus) && Names.Same(child.Device, Device);
}
