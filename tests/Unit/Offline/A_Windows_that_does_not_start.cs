using XenGuestTools.Core;
using XenGuestTools.Core.Offline;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Offline.Hives;

namespace XenGuestTools.Tests.Offline;

public sealed class A_Windows_that_does_not_start
{
    /// <summary>It runs from an AHCI disk, and had no tools yet.</summary>
    private static readonly Hive Clean = Of(MachineHistory.WithAhci.Machine);

    /// <summary>It runs from the Xen disk of a build that forces the unplug, and Windows has put AHCI to sleep.</summary>
    private static readonly Hive OnXenDisk = Of(MachineHistory.OnXenDisk(SampleInf.Set(SampleInf.Provider, "XP", "9.2.0.1", force: true)).Machine);

    [Fact]
    public void Gets_no_change_where_nothing_is_wrong()
    {
        Assert.Empty(OfflinePlan.Broken(Clean));
        Assert.Empty(Clean.Changes());
    }

    [Fact]
    public void Starts_from_the_emulated_disk_again_when_the_Xen_disk_driver_is_gone()
    {
        var broken = OnXenDisk.WithoutImage("xenvbd");

        Assert.Contains((BootRule.ForcedUnplugWithoutDisk, @"XEN\ForceUnplug\DISKS"), broken.Broken());
        Assert.Contains((BootRule.BootServiceWithoutImage, "xenvbd"), broken.Broken());
        Assert.Contains(@"ControlSet001\Services\storahci\StartOverride\0: 3 -> (none)", broken.Changes());
        Assert.Contains(@"ControlSet001\Services\XEN\ForceUnplug\DISKS: 1 -> (none)", broken.Changes());
        Assert.Contains(@"ControlSet001\Services\xenvbd\Start: 0 -> 4", broken.Changes());
        Assert.Empty(broken.Repaired().Broken());
    }

    [Fact]
    public void Keeps_its_Xen_disk_when_it_has_no_driver_for_another_one()
    {
        var only = OnXenDisk.WithoutImage("storahci").WithService("storahci", ServiceStart.Demand);

        Assert.DoesNotContain(only.Changes(), change => change.Contains("Unplug", StringComparison.Ordinal));
        Assert.Empty(only.Repaired().Broken());
    }

    [Fact]
    public void Says_that_it_has_no_driver_for_any_disk()
    {
        var none = Clean.WithoutService("storahci");

        Assert.Equal([(BootRule.NoDriverForBootDisk, "emulated disk")], none.Broken());
        Assert.Equal([(BootRule.NoDriverForBootDisk, "emulated disk")], none.Repaired().Broken());
    }

    [Theory]
    [InlineData("file", BootRule.FilterWithoutImage)]
    [InlineData("service", BootRule.FilterWithoutService)]
    [InlineData("start", BootRule.FilterDisabled)]
    public void Loses_a_filter_that_can_not_start_and_keeps_the_others(string lost, BootRule rule)
    {
        var whole = Clean.WithService("good", ServiceStart.Boot).WithImage("good").WithService("XENFILT", ServiceStart.Boot).WithImage("xenfilt").WithFilter(Hdc, "good", "xenfilt");
        var broken = lost switch { "file" => whole.WithoutImage("xenfilt"), "service" => whole.WithoutService("xenfilt"), _ => whole.WithService("XENFILT", ServiceStart.Disabled) };

        Assert.Empty(whole.Changes());
        Assert.Contains((rule, "xenfilt"), broken.Broken());
        Assert.Contains(@"ControlSet001\Control\Class\{4d36e96a-e325-11ce-bfc1-08002be10318}\UpperFilters: [good, xenfilt] -> [good]", broken.Changes());
        Assert.Empty(broken.Repaired().Broken());
    }

    [Fact]
    public void Loses_the_value_with_its_last_filter()
    {
        var changes = Clean.WithFilter(ScsiAdapter, "scsifilt").Changes();

        Assert.Equal([@"ControlSet001\Control\Class\{4d36e97b-e325-11ce-bfc1-08002be10318}\UpperFilters: [scsifilt] -> (none)"], changes);
    }

    [Fact]
    public void Loses_the_unplug_of_XenServer_7() =>
        Assert.Equal([@"ControlSet001\Services\xenfilt\Unplug\DISKS: [xenvbd, xendisk] -> (none)"], Clean.Put(@"Services\xenfilt\Unplug", "DISKS", HiveData.Of(["xenvbd", "xendisk"])).Changes());

    [Fact]
    public void Gets_a_third_party_storage_driver_back_that_a_clean_up_has_put_to_sleep()
    {
        var asleep = Clean.WithDevice(@"PCI\VEN_1000&DEV_0054\3", ScsiAdapter, "lsi_sas").WithService("lsi_sas", ServiceStart.Demand).WithImage("lsi_sas").Put(@"Services\lsi_sas\StartOverride", "0", HiveData.Of(3));

        Assert.Equal([@"ControlSet001\Services\lsi_sas\Start: 3 -> 0", @"ControlSet001\Services\lsi_sas\StartOverride\0: 3 -> (none)"], asleep.Changes());
    }

    [Theory]
    [InlineData(@"ROOT\ISCSIPRT\0000", "msiscsi")]
    [InlineData(@"USB\VID_174C&PID_55AA\1", "UASPStor")]
    public void Keeps_storage_drivers_of_software_and_USB_as_they_are(string device, string service) =>
        Assert.Empty(Clean.WithDevice(device, ScsiAdapter, service).WithService(service, ServiceStart.Demand).WithImage(service).Changes());

    [Fact]
    public void Is_not_thought_to_start_from_storage_spaces()
    {
        var asleep = Clean.WithService("storahci", ServiceStart.Demand).WithDevice(@"ROOT\SPACEPORT\0000", ScsiAdapter, "spaceport").WithService("spaceport", ServiceStart.Boot).WithImage("spaceport");

        Assert.Equal([(BootRule.NoDriverForBootDisk, "emulated disk")], asleep.Broken());
        Assert.Equal([@"ControlSet001\Services\storahci\Start: 3 -> 0"], asleep.Changes());
    }

    [Fact]
    public void Is_repaired_in_every_control_set()
    {
        var copy = OnXenDisk with
        {
            ControlSets = [Set, "ControlSet002"],
            Values = [.. OnXenDisk.Values, .. OnXenDisk.Values.Select(value => value with { Key = value.Key.Replace(Set, "ControlSet002", StringComparison.Ordinal) })],
        };
        var broken = copy.WithoutImage("xenvbd");

        Assert.Equal(["ControlSet001", "ControlSet002"], OfflinePlan.Broken(broken).Select(violation => violation.ControlSet).Distinct());
        Assert.Contains(@"ControlSet002\Services\storahci\StartOverride\0: 3 -> (none)", broken.Changes());
        Assert.Empty(broken.Repaired().Broken());
    }

    /// <summary>The host has taken its vendor device away, and the bus was on no other: emulated disks it is, whose drivers sleep.</summary>
    [Theory]
    [InlineData("0067", false)]
    [InlineData("0066", true)]
    public void Has_no_Xen_disk_when_its_bus_was_removed_since_it_came(string last, bool starts)
    {
        var bus = Assert.Single(HiveView.Of(OnXenDisk, Set).Devices, device => device.Service == "xenbus").InstanceId;
        var dated = OnXenDisk.WithDate(bus, "0066", 1).WithDate(bus, "0067", 1).WithDate(bus, last, 2);

        Assert.Equal(starts ? [] : [(BootRule.ForcedUnplugWithoutDisk, @"XEN\ForceUnplug\DISKS"), (BootRule.NoDriverForBootDisk, "Xen disk")], dated.Broken());
        Assert.Empty(dated.Repaired().Broken());
        Assert.Equal(OnXenDisk.Devices(), dated.Devices());
    }

    [Fact]
    public void Is_told_in_words_for_every_rule() => Assert.All(Enum.GetValues<BootRule>(), rule =>
        Assert.NotEqual(OfflineText.Of(new(rule, "one", Set)), OfflineText.Of(new(rule == BootRule.NoDriverForBootDisk ? BootRule.FilterDisabled : BootRule.NoDriverForBootDisk, "one", Set))));
}
