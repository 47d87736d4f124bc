using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>"Windows Update tools": rule and exceptions of facts 4.1.</summary>
public sealed class A_vendor_device
{
    [Theory]
    [InlineData("C000")]
    [InlineData("c000")]
    [InlineData("C0FF")]
    [InlineData("C200")]
    public void That_is_present_stops_the_install(string number)
    {
        var device = VendorDevice(number: number);

        var finding = Assert.Single(Checks.Run(With(device), Vendors, Options));

        Assert.Equal(("XGT1001", Severity.Error), (finding.Code, finding.Severity));
        Assert.Contains(device.InstanceId, finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("Manage Citrix PV drivers via Windows Update", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("Advanced tab", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("xe vm-param-set uuid=<UUID of the VM> has-vendor-device=false", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("Shut the VM down", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_allowed_is_noted_and_says_so()
    {
        var finding = Assert.Single(Checks.Run(With(VendorDevice()), Vendors, Options with { AllowVendorDevice = true }));

        Assert.Equal(("XGT1001", Severity.Note), (finding.Code, finding.Severity));
        Assert.Contains("ALLOWVENDORDEVICE=1", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_a_phantom_is_noted_and_does_not_stop_the_install()
    {
        var finding = Assert.Single(Checks.Run(With(VendorDevice(present: false)), Vendors, Options));

        Assert.Equal(("XGT1008", Severity.Note), (finding.Code, finding.Severity));
    }

    [Fact]
    public void That_is_present_beside_a_phantom_gives_both_findings() =>
        Assert.Equal(["XGT1001", "XGT1008"], from finding in Checks.Run(With(VendorDevice(), VendorDevice(false, "C001")), Vendors, Options) select finding.Code);

    [Fact]
    public void Alone_shows_that_the_machine_is_a_Xen_VM() =>
        Assert.DoesNotContain(Checks.Run(XenVm with { Devices = [VendorDevice()] }, Vendors, Options), finding => finding.Code == "XGT1004");

    [Fact]
    public void Is_not_the_graphics_card_C147() => Assert.Empty(Checks.Run(With(Pci("C147", "C147")), Vendors, Options));

    [Fact]
    public void Has_the_same_number_in_its_subsystem() => Assert.Empty(Checks.Run(With(Pci("C000", "0001")), Vendors, Options));

    [Fact]
    public void Has_revision_1() => Assert.Empty(Checks.Run(With(Pci("C000", "C000", revision: "02")), Vendors, Options));

    [Fact]
    public void Is_not_the_platform_device() => Assert.Empty(Checks.Run(With(Pci("0002", "0002")), Vendors, Options));

    private static Machine With(params Device[] devices) => XenVm with { Devices = [Platform(), .. devices] };
}
