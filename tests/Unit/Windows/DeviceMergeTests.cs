using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Windows;

public sealed class A_device_in_the_list_of_all_devices
{
    private static readonly Device Flag = Machines.VendorDevice(present: false);

    [Fact]
    public void Is_present_when_the_list_of_present_ones_has_it() =>
        Assert.True(Assert.Single(DeviceMerge.MarkPresent([Flag], [Machines.Platform().InstanceId, Flag.InstanceId])).Present);

    [Fact]
    public void Is_a_phantom_when_that_list_does_not_have_it() =>
        Assert.False(Assert.Single(DeviceMerge.MarkPresent([Flag with { Present = true }], [Machines.Platform().InstanceId])).Present);

    [Fact]
    public void Is_found_there_whatever_the_case_of_its_ID() =>
        Assert.True(Assert.Single(DeviceMerge.MarkPresent([Flag], [Flag.InstanceId.ToUpperInvariant()])).Present);

    [Fact]
    public void Blocks_an_installation_only_while_it_is_present()
    {
        Device[] all = [Machines.Platform(), Flag];
        string[] withFlag = [.. all.Select(d => d.InstanceId)];

        Assert.Contains(FindingsOf(all, withFlag), f => f is { Code: "XGT1001", Severity: Severity.Error });
        Assert.DoesNotContain(FindingsOf(all, withFlag[..1]), f => f.Severity == Severity.Error);
    }

    private static ImmutableArray<Finding> FindingsOf(Device[] all, IEnumerable<string> present) =>
        Checks.Run(Machines.XenVm with { Devices = DeviceMerge.MarkPresent(all, present) }, Machines.Vendors, Machines.Options);
}

public sealed class A_device_with_a_driver_and_no_provider
{
    [Fact]
    public void Gets_the_provider_of_the_stored_package() =>
        Assert.Equal("Xen Project", ProviderOf(Machines.Platform("OEM3.INF"), Machines.Stored("oem3.inf", "xenbus", "Xen Project")));

    [Fact]
    public void Gets_none_from_another_package() =>
        Assert.Null(ProviderOf(Machines.Platform("oem4.inf"), Machines.Stored("oem3.inf", "xenbus", "Xen Project")));

    [Fact]
    public void Keeps_the_one_it_has() =>
        Assert.Equal("XCP-ng", ProviderOf(Machines.Platform("oem3.inf", "XCP-ng"), Machines.Stored("oem3.inf", "xenbus", "Xen Project")));

    private static string? ProviderOf(Device device, StoredDriver stored) => Assert.Single(DeviceMerge.FillProviders([device], [stored])).Provider;
}
