using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class A_machine_that_waits_for_a_restart
{
    [Fact]
    public void Is_no_matter_when_nobody_waits() => Assert.DoesNotContain(Checks.Run(XenVm, Vendors, Options), finding => finding.Code is "XGT1009" or "XGT1010");

    [Fact]
    public void Is_refused_while_Windows_changes_itself() =>
        Assert.Equal(["XGT1009 Error"], Checks.Run(XenVm with { RestartWaiters = RestartWaiters.ServicingNow }, Vendors, Options).Select(finding => $"{finding.Code} {finding.Severity}"));

    [Theory]
    [InlineData(RestartWaiters.Servicing, "updates")]
    [InlineData(RestartWaiters.WindowsUpdate, "Windows Update")]
    [InlineData(RestartWaiters.XenDriver, "a Xen driver")]
    public void Is_warned_and_told_who_waits(RestartWaiters waiter, string name)
    {
        var finding = Assert.Single(Checks.Run(XenVm with { RestartWaiters = waiter }, Vendors, Options));

        Assert.Equal(("XGT1010", Severity.Warning), (finding.Code, finding.Severity));
        Assert.Contains(name, finding.Evidence, StringComparison.Ordinal);
    }
}
