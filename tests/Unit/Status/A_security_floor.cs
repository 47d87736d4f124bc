using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Status.StatusMachines;

namespace XenGuestTools.Tests.Status;

/// <summary>XSA-468. The rows around each floor are those of the vendor's own detection (win-pv-drivers, extras/detect_xsa468.py).</summary>
public sealed class A_security_floor
{
    [Theory]
    [InlineData("xenbus", "Citrix Systems, Inc.", "9.1.9.105", SecurityVerdict.Below)]
    [InlineData("xenbus", "XenServer", "9.1.11.114", SecurityVerdict.Below)]
    [InlineData("xenbus", "Cloud Software Group, Inc.", "9.1.11.115", SecurityVerdict.At)]
    [InlineData("xenbus", "XenServer", "9.1.11.116", SecurityVerdict.Above)]
    [InlineData("xeniface", "XenServer", "9.1.12.93", SecurityVerdict.Below)]
    [InlineData("xeniface", "XenServer", "9.1.12.94", SecurityVerdict.At)]
    [InlineData("xenbus", "XCP-ng", "8.2.2.200", SecurityVerdict.Below)]
    [InlineData("xeniface", "Vates", "9.0.9030.0", SecurityVerdict.Below)]
    [InlineData("xencons", "XCP-ng", "9.0.9048", SecurityVerdict.At)]
    [InlineData("xenbus", "Xen Project", "9.1.0.1", SecurityVerdict.Below)]
    [InlineData("xenbus", "Xen Project", "9.1.0.2", SecurityVerdict.At)]
    [InlineData("xeniface", "Xen Project", "9.1.0.0", SecurityVerdict.Below)]
    [InlineData("xencons", "Xen Project", "9.1.0.2", SecurityVerdict.Below)]
    [InlineData("xenbus", "Amazon Inc.", "9.1.0.2", SecurityVerdict.Unknown)]
    public void Is_that_of_the_vendor(string driver, string provider, string version, SecurityVerdict verdict)
    {
        var judged = Assert.Single(SecurityFloor.Of(Machines.XenVm with { StoredDrivers = [Machines.Stored("oem3.inf", driver, provider, version)] }, Machines.Vendors));

        Assert.Equal((verdict, false), (judged.Verdict, judged.IsUsed));
        Assert.Equal(verdict == SecurityVerdict.Unknown, judged.Floor is null);
    }

    [Theory]
    [InlineData("xenvif")]
    [InlineData("xennet")]
    [InlineData("netkvm")]
    public void Is_not_asked_of_other_drivers(string driver) =>
        Assert.Empty(SecurityFloor.Of(Machines.XenVm with { StoredDrivers = [Machines.Stored("oem3.inf", driver, Provider, "1.0.0.0")] }, Machines.Vendors));

    [Fact]
    public void That_a_driver_in_use_does_not_reach_is_a_warning_and_no_problem()
    {
        var machine = Healthy with { StoredDrivers = Healthy.StoredDrivers.Replace(Healthy.StoredDrivers[0], Machines.Stored("oem1.inf", "xenbus", Provider, "9.1.0.1")) };
        var status = Of(machine);

        Assert.Contains("XGT1342: xenbus 9.1.0.1 of Xen Project", Assert.Single(status.Warnings), StringComparison.Ordinal);
        Assert.Contains("xenbus 9.1.0.2 or newer", status.Warnings[0], StringComparison.Ordinal);
        Assert.Empty(status.Problems);
        Assert.Empty(Of(machine with { Devices = [] }).Warnings);
    }

    [Fact]
    public void A_newer_driver_in_the_store_than_the_one_in_use_is_a_warning() =>
        Assert.StartsWith("XGT1341: xenbus 9.1.0.114 is in use, and 9.2.0.0 is in the driver store", Assert.Single(Of(Healthy with { StoredDrivers = Healthy.StoredDrivers.Add(Machines.Stored("oem9.inf", "xenbus", Provider, "9.2.0.0")) }).Warnings), StringComparison.Ordinal);
}
