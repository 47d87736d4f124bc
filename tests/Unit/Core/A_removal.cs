using System.Collections.Immutable;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class A_removal
{
    private const string Unplug = @"SYSTEM\CurrentControlSet\Services\XEN\Unplug";
    private const string ForceUnplug = @"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug";
    private const string AhciOverride = @"SYSTEM\CurrentControlSet\Services\storahci\StartOverride";
    private static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");

    /// <summary>All that a bus package makes of a machine, and what its drivers write when they run (facts 4.8).</summary>
    private static readonly Machine Running = XenVm with
    {
        StoredDrivers = [Stored("oem1.inf", "xenbus", SampleInf.Provider)],
        Devices = [Platform("oem1.inf", SampleInf.Provider), Pci("0002", "0002", present: false, inf: "oem1.inf", provider: SampleInf.Provider) with { Service = "xenbus" }],
        Services = [new Service("xenbus", ServiceStart.Boot, @"\SystemRoot\System32\drivers\xenbus.sys", null), new Service("XENFILT", ServiceStart.Boot, @"System32\drivers\xenfilt.sys", null), new Service("storahci", ServiceStart.Boot, @"System32\drivers\storahci.sys", null)],
        ClassFilters = [new ClassFilter(SystemClass, true, ["XENFILT"]), new ClassFilter(Hdc, true, ["other", "XENFILT"])],
        DriverFiles = [@"%SystemRoot%\System32\drivers\xenbus.sys", @"%SystemRoot%\System32\drivers\xenfilt.sys"],
        RegistryValues =
        [
            new RegistryValue(ForceUnplug, "DISKS", 1),
            new RegistryValue(Unplug, "DISKS", 1),
            new RegistryValue(Unplug, "NICS", 1),
            new RegistryValue(AhciOverride, "0", 3),
            new RegistryValue(@"SYSTEM\CurrentControlSet\Services\EventLog\System\xenbus", "EventMessageFile", null),
        ],
    };

    [Fact]
    public void Makes_the_next_boot_safe_first_and_takes_a_service_only_after_its_filter() =>
        Assert.Equal<Step>(
            [
                new DeleteRegistryValue(ForceUnplug, "DISKS"),
                new DeleteRegistryValue(Unplug, "DISKS"),
                new DeleteRegistryValue(Unplug, "NICS"),
                new DeleteRegistryValue(AhciOverride, "0"),
                new RemoveDevice(Running.Devices[0].InstanceId),
                new RemoveDevice(Running.Devices[1].InstanceId),
                new UnstoreDriver("oem1.inf"),
                new RemoveClassFilter(SystemClass, true, "XENFILT"),
                new RemoveClassFilter(Hdc, true, "XENFILT"),
                new DeleteService("xenbus"),
                new DeleteService("XENFILT"),
                new DeleteDriverFile(@"%SystemRoot%\System32\drivers\xenbus.sys"),
                new DeleteDriverFile(@"%SystemRoot%\System32\drivers\xenfilt.sys"),
                new DeleteRegistryValue(@"SYSTEM\CurrentControlSet\Services\EventLog\System\xenbus", "EventMessageFile"),
            ],
            RemovePlan.For(Running, SampleInf.Bus));

    [Fact]
    public void Of_a_package_that_is_not_there_is_nothing() => Assert.Empty(RemovePlan.For(XenVm, SampleInf.Bus));

    [Fact]
    public void Of_a_network_driver_leaves_the_disks_alone()
    {
        var machine = Running with { StoredDrivers = [Stored("oem1.inf", "xenvif", SampleInf.Provider)], Devices = [Platform(), Child("XENBUS", "XP", "VIF", "0900000B", "xenvif", "oem1.inf", SampleInf.Provider)] };

        Assert.Equal<Step>(
            [new DeleteRegistryValue(Unplug, "NICS"), new RemoveDevice(machine.Devices[1].InstanceId), new UnstoreDriver("oem1.inf")],
            RemovePlan.For(machine, SampleInf.Vif));
    }

    [Fact]
    public void Lets_other_storage_drivers_start_again_also_those_of_other_vendors()
    {
        const string Key = @"SYSTEM\CurrentControlSet\Services\secnvme\StartOverride";
        Device controller = new(@"PCI\VEN_144D&DEV_A80C\1", false, [@"PCI\VEN_144D&DEV_A80C"], [], ScsiAdapter, "secnvme", "oem9.inf", null, null);
        var machine = Running with { Devices = [.. Running.Devices, controller], RegistryValues = [new RegistryValue(Key, "0", 3), new RegistryValue(@"SYSTEM\CurrentControlSet\Services\other\StartOverride", "0", 3)] };

        Assert.Equal([new DeleteRegistryValue(Key, "0")], RemovePlan.For(machine, SampleInf.Bus).OfType<DeleteRegistryValue>());
    }

    [Fact]
    public void Takes_a_filter_whose_service_is_gone_already()
    {
        var machine = XenVm with { ClassFilters = [new ClassFilter(Hdc, true, ["xenfilt"])] };

        Assert.Equal<Step>([new RemoveClassFilter(Hdc, true, "xenfilt")], RemovePlan.For(machine, SampleInf.Bus));
    }

    [Fact]
    public void Takes_every_stored_version_of_the_package()
    {
        var machine = XenVm with { StoredDrivers = [Stored("oem1.inf", "xenvif", SampleInf.Provider, "9.0.0.1"), Stored("oem2.inf", "XENVIF", "XEN PROJECT")] };

        Assert.Equal<Step>([new UnstoreDriver("oem1.inf"), new UnstoreDriver("oem2.inf")], RemovePlan.For(machine, SampleInf.Vif));
    }

    [Fact]
    public void Leaves_a_service_with_another_image() =>
        Assert.DoesNotContain(new DeleteService("xenbus"), RemovePlan.For(Running with { Services = [new Service("xenbus", ServiceStart.Boot, @"C:\Other\xenbus.sys", null)] }, SampleInf.Bus));

    [Theory]
    [InlineData(@"System32\drivers\xenbus.sys")]
    [InlineData(@"system32\DRIVERS\xenbus.sys")]
    [InlineData(@"\SystemRoot\System32\drivers\xenbus.sys")]
    [InlineData(@"%SystemRoot%\System32\drivers\xenbus.sys")]
    [InlineData(@"C:\Windows\System32\drivers\xenbus.sys")]
    [InlineData(@"\??\D:\WINNT\system32\drivers\xenbus.sys")]
    [InlineData(@"""C:\Windows\System32\drivers\xenbus.sys"" -x")]
    public void Knows_its_image_in_every_spelling(string image) =>
        Assert.Contains(new DeleteService("xenbus"), RemovePlan.For(Running with { Services = [new Service("xenbus", ServiceStart.Boot, image, null)] }, SampleInf.Bus));

    [Fact]
    public void Leaves_services_filters_and_files_that_another_vendor_s_driver_runs_on()
    {
        var machine = Running with
        {
            StoredDrivers = [.. Running.StoredDrivers, Stored("oem2.inf", "xenbus", "Example")],
            Devices = [.. Running.Devices, VendorDevice() with { Inf = "oem2.inf", Provider = "Example", Service = "xenbus" }],
        };

        var steps = RemovePlan.For(machine, SampleInf.Bus);

        Assert.All(steps, step => Assert.True(step is DeleteRegistryValue or RemoveDevice or UnstoreDriver { PublishedName: "oem1.inf" }));
        Assert.DoesNotContain(new RemoveDevice(machine.Devices[2].InstanceId), steps);
    }

    [Fact]
    public void Touches_nothing_when_only_another_vendor_s_package_of_that_name_is_there()
    {
        var machine = Running with { StoredDrivers = [Stored("oem1.inf", "xenbus", "Example")], Devices = [Platform("oem1.inf", "Example")] };

        Assert.Empty(RemovePlan.For(machine, SampleInf.Bus));
    }

    [Fact]
    public void Leaves_settings_of_the_whole_machine()
    {
        var machine = Running with { RegistryValues = [new RegistryValue(@"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices", 0)] };

        Assert.Empty(RemovePlan.For(machine, SampleInf.Bus).OfType<DeleteRegistryValue>());
    }

    [Fact]
    public void Of_the_upstream_bus_undoes_what_its_installation_did()
    {
        var inf = ReferenceInf.Read("xenbus");
        var installed = InstallPlan.For(XenVm, inf, @"C:\xenbus.inf").Aggregate(XenVm, (machine, step) => StepEffect.Apply(machine, step, inf));
        Assert.Equal(3, installed.Services.Length);

        var left = RemovePlan.For(installed, inf).Aggregate(installed, (machine, step) => StepEffect.Apply(machine, step, inf));

        Assert.Empty(left.Services);
        Assert.Empty(left.DriverFiles);
        Assert.Empty(left.RegistryValues);
        Assert.Empty(left.StoredDrivers);
    }

    [Fact]
    public void Needs_from_the_scan_no_more_than_the_scope_names()
    {
        ImmutableArray<string> keys = ScanScope.RegistryKeys(Running.Services, SampleInf.Bus);

        Assert.All(Running.RegistryValues, value => Assert.Contains(value.Key, keys, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(Running.DriverFiles, ScanScope.Files(SampleInf.Bus));
    }
}
