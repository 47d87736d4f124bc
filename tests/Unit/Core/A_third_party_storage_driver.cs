using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class A_third_party_storage_driver
{
    private static readonly Device Nvme = new(
        @"PCI\VEN_144D&DEV_A80C&SUBSYS_A801144D&REV_00\4&1", true, [@"PCI\VEN_144D&DEV_A80C"], [@"PCI\CC_010802"], ScsiAdapter, "secnvme", "oem3.inf", "Samsung NVMe Controller", "Samsung Electronics Co., Ltd");

    [Fact]
    public void On_a_present_controller_is_a_warning()
    {
        var finding = Assert.Single(Checks.Run(With(Nvme), Vendors, Options));

        Assert.Equal(("XGT1007", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Contains("Samsung NVMe Controller", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("oem3.inf", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_no_matter_on_a_phantom() => Assert.Empty(Checks.Run(With(Nvme with { Present = false }), Vendors, Options));

    [Fact]
    public void Is_no_matter_when_it_is_of_Windows() => Assert.Empty(Checks.Run(With(Nvme with { Inf = "stornvme.inf" }), Vendors, Options));

    [Fact]
    public void Is_no_matter_when_it_does_not_start_at_boot() =>
        Assert.Empty(Checks.Run(With(Nvme) with { Services = [new Service("secnvme", ServiceStart.Demand, null, null)] }, Vendors, Options));

    [Fact]
    public void Is_no_matter_on_another_bus() => Assert.Empty(Checks.Run(With(Nvme with { InstanceId = @"USBSTOR\DISK\1" }), Vendors, Options));

    [Fact]
    public void Is_no_matter_when_it_is_ours() =>
        Assert.Empty(Checks.Run(With(Nvme with { Provider = "Xen Project" }) with { OurDrivers = [new OurDriver("xenvbd", "Xen Project")] }, Vendors, Options));

    private static Machine With(Device device) => XenVm with { Devices = [Platform(), device] };
}
