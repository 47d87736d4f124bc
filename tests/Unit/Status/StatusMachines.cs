using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Status;

/// <summary>Machines with everything installed, and the statuses that they have.</summary>
internal static class StatusMachines
{
    public const string Provider = "Xen Project";

    private static readonly Guid DiskClass = new("4d36e967-e325-11ce-bfc1-08002be10318");
    private static readonly Guid NetClass = new("4d36e972-e325-11ce-bfc1-08002be10318");

    /// <summary>Windows Server with all six packages, two disks and two network adapters on Xen drivers.</summary>
    public static Machine Healthy { get; } = Machines.XenVm with
    {
        Windows = new WindowsVersion(20348, true, false, "Windows Server 2022 Standard"),
        Devices =
        [
            Machines.Platform("oem1.inf", Provider),
            Machines.Child("XENBUS", "XP", "IFACE", "0900000B", "xeniface", "oem4.inf", Provider),
            Machines.Child("XENBUS", "XP", "VBD", "0900000B", "xenvbd", "oem3.inf", Provider),
            Machines.Child("XENVIF", "XP", "NET", "0900000B", "xennet", "oem5.inf", Provider) with { Class = NetClass },
        ],
        StoredDrivers =
        [
            Machines.Stored("oem1.inf", "xenbus", Provider), Machines.Stored("oem2.inf", "xenvif", Provider), Machines.Stored("oem3.inf", "xenvbd", Provider),
            Machines.Stored("oem4.inf", "xeniface", Provider), Machines.Stored("oem5.inf", "xennet", Provider),
        ],
        Services = [new("xenbus", ServiceStart.Boot, null, null), new("xenfilt", ServiceStart.Boot, null, null), new(GuestStatus.AgentService, ServiceStart.Auto, null, null)],
        Products = [.. XenGuestTools.Core.Product.UpgradeCodes.Select(p => new InstalledProduct(p.Package, "P", "9.1.0", null, p.Code, null))],
    };

    public static Device Disk(string id, params string[] hardwareIds) => new(id, true, [.. hardwareIds], [], DiskClass, "disk", null, "Disk drive", null);

    public static Device Nic(string id, string? service) => new(id, true, [id], [], NetClass, service, null, "Network adapter", null);

    public static GuestStatus Of(Machine machine, Func<string, ServiceState>? states = null, params string[] restartRequests) => GuestStatus.Of(
        "1.2.3",
        machine,
        Machines.Vendors,
        machine.StoredDrivers.Where(s => s.CatalogFile == "xenbus.cat").ToImmutableDictionary(s => s.PublishedName, _ => SampleInf.Bus),
        states ?? (_ => ServiceState.Running),
        [.. restartRequests]) with
    {
        Disks =
        [
            new("Disk&Ven_XENSRC&Prod_PVDISK", @"XENBUS\VEN_XP0001&DEV_VBD\_", "xenvbd", Attachment.Paravirtual),
            new("Disk&Ven_XENSRC&Prod_PVDISK", @"XENBUS\VEN_XP0001&DEV_VBD\_", "xenvbd", Attachment.Paravirtual),
        ],
        Nics =
        [
            new("Ethernet 2", "02-00-00-00-00-01", @"XENVIF\VEN_XP0001&DEV_NET\0", "xennet", Attachment.Paravirtual),
            new("Backup network of the second floor, a name longer than a screen is wide, and then some more", "02-00-00-00-00-02", @"XENVIF\VEN_XP0001&DEV_NET\1", "xennet", Attachment.Paravirtual),
        ],
    };
}
