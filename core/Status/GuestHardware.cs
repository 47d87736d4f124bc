using System.Collections.Immutable;

namespace XenGuestTools.Core.Status;

/// <summary>How a disk or a network adapter reaches the host.</summary>
public enum Attachment
{
    /// <summary>Neither of the others is recognised: passed through, a USB disk, a team, a VPN.</summary>
    Other,

    /// <summary>By hardware that the host imitates: works without drivers of ours, and is slow.</summary>
    Emulated,

    /// <summary>By a Xen driver.</summary>
    Paravirtual,
}

/// <param name="Name">As Windows calls it.</param>
/// <param name="Adapter">The instance ID of the device on the PCI or Xen bus that the disk hangs on; null if Windows does not say.</param>
/// <param name="Driver">That device's service.</param>
public sealed record DiskStatus(string Name, string? Adapter, string? Driver, Attachment Attachment);

/// <param name="Name">Of the connection; of the device where there is none.</param>
/// <param name="Mac">Null for a device without a connection: it has no driver, or is switched off.</param>
public sealed record NicStatus(string Name, string? Mac, string? Device, string? Driver, Attachment Attachment);

/// <summary>A connection of Windows, with the device that it is made by.</summary>
public sealed record Connection(string Name, string Mac, string? Device);

/// <summary>Which disks and network adapters are emulated, and which run on Xen drivers. Pure.</summary>
public static class GuestHardware
{
    private static readonly Guid DiskClass = new("4d36e967-e325-11ce-bfc1-08002be10318");
    private static readonly Guid NetClass = new("4d36e972-e325-11ce-bfc1-08002be10318");

    /// <summary>
    /// What QEMU imitates for a Xen VM, as PCI IDs (QEMU: docs/specs/pci-ids and the devices' sources): PIIX3 IDE, ICH9 AHCI, two NVMe, LSI 53C895A; RTL8139, E1000, E1000E, PCNet, NE2000.
    /// </summary>
    private static readonly ImmutableArray<string> EmulatedIds =
    [
        @"PCI\VEN_8086&DEV_7010", @"PCI\VEN_8086&DEV_2922", @"PCI\VEN_8086&DEV_5845", @"PCI\VEN_1B36&DEV_0010", @"PCI\VEN_1000&DEV_0012",
        @"PCI\VEN_10EC&DEV_8139", @"PCI\VEN_8086&DEV_100E", @"PCI\VEN_8086&DEV_10D3", @"PCI\VEN_1022&DEV_2000", @"PCI\VEN_10EC&DEV_8029",
    ];

    /// <summary>Long enough for disk, channel, controller, and short enough for a tree that is not one.</summary>
    private const int MostSteps = 6;

    /// <param name="parent">The instance ID of a device's parent; null if Windows does not say.</param>
    public static ImmutableArray<DiskStatus> Disks(ImmutableArray<Device> devices, Func<string, string?> parent)
    {
        var disks = ImmutableArray.CreateBuilder<DiskStatus>();
        foreach (var disk in devices)
        {
            if (disk.Present && disk.Class == DiskClass)
            {
                var adapter = AdapterOf(disk.InstanceId, parent);
                disks.Add(new(NameOf(disk), adapter, ServiceOf(devices, adapter), adapter is null ? ByName(disk) : ById(adapter)));
            }
        }

        return disks.ToImmutable();
    }

    /// <param name="connections">That Windows has; one without a device is not on the PCI or Xen bus.</param>
    public static ImmutableArray<NicStatus> Nics(ImmutableArray<Device> devices, IReadOnlyCollection<Connection> connections)
    {
        var nics = ImmutableArray.CreateBuilder<NicStatus>();
        foreach (var connection in connections)
        {
            nics.Add(new(connection.Name, connection.Mac, connection.Device, ServiceOf(devices, connection.Device), connection.Device is null ? Attachment.Other : ById(connection.Device)));
        }

        foreach (var device in devices)
        {
            if (device.Present && device.Class == NetClass && ById(device.InstanceId) != Attachment.Other && !connections.Any(c => Names.Same(c.Device, device.InstanceId)))
            {
                nics.Add(new(NameOf(device), null, device.InstanceId, device.Service, ById(device.InstanceId)));
            }
        }

        return nics.ToImmutable();
    }

    /// <summary>The first device above the disk that is on the PCI bus or a Xen bus.</summary>
    private static string? AdapterOf(string device, Func<string, string?> parent)
    {
        var at = parent(device);
        for (var step = 0; step < MostSteps && at is not null; step++, at = parent(at))
        {
            if (Names.Starts(at, @"PCI\") || Names.Starts(at, @"XENBUS\"))
            {
                return at;
            }
        }

        return null;
    }

    private static Attachment ById(string id) =>
        Names.Starts(id, @"XENBUS\") || Names.Starts(id, @"XENVIF\") ? Attachment.Paravirtual
        : EmulatedIds.Any(emulated => Names.Starts(id, emulated)) ? Attachment.Emulated
        : Attachment.Other;

    /// <summary>Without a parent: xenvbd calls its disks XENSRC PVDISK, and QEMU puts its own name into those that it imitates (xenvbd: src/xenvbd/target.c; QEMU: hw/ide/core.c).</summary>
    private static Attachment ByName(Device disk) =>
        disk.HardwareIds.Any(id => Names.Has(id, "XENSRC")) ? Attachment.Paravirtual
        : disk.HardwareIds.Any(id => Names.Has(id, "QEMU")) ? Attachment.Emulated
        : Attachment.Other;

    private static string? ServiceOf(ImmutableArray<Device> devices, string? instanceId) =>
        instanceId is null ? null : devices.FirstOrDefault(d => Names.Same(d.InstanceId, instanceId))?.Service;

    /// <summary>"Disk drive" says nothing: a disk is called by the part of its ID that has vendor and product.</summary>
    private static string NameOf(Device device)
    {
        if (device.Class == DiskClass && device.InstanceId.Split('\\') is [_, var name, ..])
        {
            return name;
        }

        return device.Description ?? device.InstanceId;
    }
}
