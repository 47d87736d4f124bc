using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class A_clean_Xen_VM
{
    [Fact]
    public void Has_no_findings() => Assert.Empty(Checks.Run(XenVm, Vendors, Options));

    [Theory]
    [InlineData("0002", "0001")]
    [InlineData("C001", "FFFF")]
    public void May_have_another_platform_device(string device, string subsystem) =>
        Assert.Empty(Checks.Run(XenVm with { Devices = [Pci(device, subsystem)] }, Vendors, Options));

    [Fact]
    public void Becomes_too_old_one_build_below_the_minimum()
    {
        var finding = Assert.Single(Checks.Run(XenVm with { Windows = new WindowsVersion(14392, true, false, "Windows 10 Pro") }, Vendors, Options));

        Assert.Equal(("XGT1005", Severity.Error), (finding.Code, finding.Severity));
        Assert.Contains("14392", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains(Options.MinimumWindowsName, finding.Remedy, StringComparison.Ordinal);
        Assert.Empty(Checks.Run(XenVm with { Windows = new WindowsVersion(14393, true, false, "Windows Server 2016") }, Vendors, Options));
    }

    [Fact]
    public void Must_be_x64() =>
        Assert.Equal("XGT1005", Assert.Single(Checks.Run(XenVm with { Windows = new WindowsVersion(26100, false, false, "Windows 11 Pro") }, Vendors, Options)).Code);

    [Fact]
    public void Must_not_be_in_safe_mode() =>
        Assert.Equal("XGT1006", Assert.Single(Checks.Run(XenVm with { Windows = XenVm.Windows with { SafeMode = true } }, Vendors, Options)).Code);
}

public sealed class A_machine_outside_Xen
{
    private static readonly Machine Other = XenVm with { Devices = [Platform() with { Present = false }] };

    [Fact]
    public void Is_refused_also_when_Windows_remembers_a_platform_device()
    {
        var finding = Assert.Single(Checks.Run(Other, Vendors, Options));

        Assert.Equal(("XGT1004", Severity.Error), (finding.Code, finding.Severity));
        Assert.Contains("ALLOWANYMACHINE=1", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_noted_when_images_are_built()
    {
        var finding = Assert.Single(Checks.Run(Other, Vendors, Options with { AllowAnyMachine = true }));

        Assert.Equal(("XGT1004", Severity.Note), (finding.Code, finding.Severity));
        Assert.Contains("ALLOWANYMACHINE=1", finding.Message, StringComparison.Ordinal);
    }
}

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
