using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

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
