using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Status.StatusMachines;

namespace XenGuestTools.Tests.Status;

public sealed class Hardware_of_a_guest
{
    private const string Ide = @"PCI\VEN_8086&DEV_7010&SUBSYS_00015853&REV_00\3&267A616A&0&09";
    private const string Channel = @"PCIIDE\IDEChannel\4&2bde6d0f&0&0";
    private const string IdeDisk = @"IDE\DiskQEMU_HARDDISK___________________________0.10.2__\5&35dc7040&0&0.0.0";
    private const string XenDisk = @"SCSI\Disk&Ven_XENSRC&Prod_PVDISK\000000";
    private const string Vbd = @"XENBUS\VEN_XP0001&DEV_VBD&REV_0900000B\_";
    private const string Nvme = @"PCI\VEN_144D&DEV_A80A&SUBSYS_A801144D&REV_00\4&1";

    private static readonly Dictionary<string, string> Tree = new()
    {
        [IdeDisk] = Channel,
        [Channel] = Ide,
        [Ide] = @"ACPI\PNP0A03\0",
        [XenDisk] = Vbd,
        [Vbd] = @"PCI\VEN_5853&DEV_0001\3&1",
        [@"SCSI\Disk&Ven_NVMe&Prod_Samsung\5"] = Nvme,
        [@"USBSTOR\Disk&Ven_Stick\1"] = @"USB\VID_1\1",
    };

    [Fact]
    public void Tells_emulated_Xen_and_other_disks_apart_by_what_they_hang_on()
    {
        ImmutableArray<Device> devices =
        [
            Disk(IdeDisk), Disk(XenDisk), Disk(@"SCSI\Disk&Ven_NVMe&Prod_Samsung\5"), Disk(@"USBSTOR\Disk&Ven_Stick\1"),
            Disk(@"SCSI\Disk&Ven_OLD\1") with { Present = false },
            Machines.Platform() with { InstanceId = Ide, Service = "intelide" }, Machines.Platform() with { InstanceId = Vbd, Service = "xenvbd" }, Machines.Platform() with { InstanceId = Nvme, Service = "stornvme" },
        ];

        Assert.Equal(
            [
                new("DiskQEMU_HARDDISK___________________________0.10.2__", Ide, "intelide", Attachment.Emulated), new("Disk&Ven_XENSRC&Prod_PVDISK", Vbd, "xenvbd", Attachment.Paravirtual),
                new("Disk&Ven_NVMe&Prod_Samsung", Nvme, "stornvme", Attachment.Other), new DiskStatus("Disk&Ven_Stick", null, null, Attachment.Other),
            ],
            GuestHardware.Disks(devices, id => Tree.GetValueOrDefault(id)));
    }

    [Fact]
    public void Goes_by_the_disks_name_where_Windows_has_no_tree() => Assert.Equal(
        [Attachment.Paravirtual, Attachment.Emulated, Attachment.Other],
        GuestHardware.Disks([Disk(XenDisk, @"SCSI\DiskXENSRC__PVDISK__________2.0_"), Disk(IdeDisk, "IDE\\DiskQEMU_HARDDISK"), Disk(@"SCSI\X\1", "SCSI\\DiskATA")], _ => null).Select(d => d.Attachment));

    [Fact]
    public void Ends_where_the_tree_is_a_circle() => Assert.Null(Assert.Single(GuestHardware.Disks([Disk(XenDisk)], id => id)).Adapter);

    [Fact]
    public void Has_each_connection_once_and_the_adapters_without_one()
    {
        const string E1000 = @"PCI\VEN_8086&DEV_100E&SUBSYS_00015853&REV_03\3&1";
        const string Realtek = @"PCI\VEN_10EC&DEV_8139&SUBSYS_00015853&REV_20\3&2";
        const string Vif = @"XENVIF\VEN_XP0001&DEV_NET&REV_0900000B\0";
        ImmutableArray<Device> devices = [Nic(E1000, "E1G60"), Nic(Realtek, null), Nic(Vif, "xennet"), Nic(@"ROOT\VMS_MP\0", "vpn")];

        var nics = GuestHardware.Nics(devices, [new("LAN", "02-00-00-00-00-01", Vif.ToLowerInvariant()), new("Old", "02-00-00-00-00-02", E1000), new("VPN", "02-00-00-00-00-03", null)]);

        Assert.Equal(
            [
                new("LAN", "02-00-00-00-00-01", Vif.ToLowerInvariant(), "xennet", Attachment.Paravirtual), new("Old", "02-00-00-00-00-02", E1000, "E1G60", Attachment.Emulated),
                new("VPN", "02-00-00-00-00-03", null, null, Attachment.Other), new NicStatus("Network adapter", null, Realtek, null, Attachment.Emulated),
            ],
            nics);
    }
}
