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
