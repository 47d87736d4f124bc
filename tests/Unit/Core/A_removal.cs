using System.Collections.Immutable;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class A_removal
{
    private const string Unplug = @"SYSTEM\CurrentControlSet\Services\XEN\Unplug";
    private const string ForceUnplug = @"SYSTEM\CurrentControlSet\Services\XEN\ForceUnplug";
    private const string Pnp = @"SYSTEM\CurrentControlSet\Control\Pnp";
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
                new DeleteRegistryValue(AhciOverride, "0"),
                new DeleteRegistryValue(ForceUnplug, "DISKS"),
                new DeleteRegistryValue(Unplug, "DISKS"),
                new DeleteRegistryValue(Unplug, "NICS"),
                new RemoveClassFilter(SystemClass, true, "XENFILT"),
                new RemoveClassFilter(Hdc, true, "XENFILT"),
                new RemoveDevice(Running.Devices[0].InstanceId),
                new RemoveDevice(Running.Devices[1].InstanceId),
                new UnstoreDriver("oem1.inf"),
                new DeleteRegistryValue(Unplug, "DISKS"),
                new DeleteRegistryValue(Unplug, "NICS"),
                new RemoveClassFilter(SystemClass, true, "XENFILT"),
                new RemoveClassFilter(Hdc, true, "XENFILT"),
                new DeleteService("xenbus"),
                new DeleteService("XENFILT"),
                new DeleteDriverFile(@"%SystemRoot%\System32\drivers\xenbus.sys"),
                new DeleteDriverFile(@"%SystemRoot%\System32\drivers\xenfilt.sys"),
                new DeleteRegistryValue(@"SYSTEM\CurrentControlSet\Services\EventLog\System\xenbus", "EventMessageFile"),
                new FindDevices(),
                new Settle(),
            ],
            RemovePlan.For(Running, SampleInf.Bus));

    [Fact]
    public void Of_a_package_that_is_not_there_is_nothing() => Assert.Empty(RemovePlan.For(XenVm, SampleInf.Bus));

    [Fact]
    public void Of_a_network_driver_leaves_the_disks_alone()
    {
        var machine = Running with { StoredDrivers = [Stored("oem1.inf", "xenvif", SampleInf.Provider)], Devices = [Platform(), Child("XENBUS", "XP", "VIF", "0900000B", "xenvif", "oem1.inf", SampleInf.Provider)] };

        Assert.Equal<Step>(
            [new DeleteRegistryValue(Unplug, "NICS"), new RemoveDevice(machine.Devices[1].InstanceId), new UnstoreDriver("oem1.inf"), new DeleteRegistryValue(Unplug, "NICS"), new FindDevices(), new Settle()],
            RemovePlan.For(machine, SampleInf.Vif));
    }

    [Fact]
    public void Lets_other_storage_drivers_start_again_also_those_of_other_vendors()
    {
        const string Key = @"SYSTEM\CurrentControlSet\Services\secnvme\StartOverride";
        Device controller = new(@"PCI\VEN_144D&DEV_A80C\1", false, [@"PCI\VEN_144D&DEV_A80C"], [], ScsiAdapter, "secnvme", "oem9.inf", null, null);
        var machine = Running with { Devices = [.. Running.Devices, controller], RegistryValues = [new RegistryValue(Key, "0", 3), new RegistryValue(@"SYSTEM\CurrentControlSet\Services\other\StartOverride", "0", 3)] };

        var values = RemovePlan.For(machine, SampleInf.Bus).OfType<DeleteRegistryValue>().ToList();

        Assert.Equal(new DeleteRegistryValue(Key, "0"), values[0]);
        Assert.DoesNotContain(values, value => value.Key.Contains("other", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ServiceStart.Boot)]
    [InlineData(ServiceStart.Demand)]
    [InlineData(ServiceStart.Disabled)]
    public void Looks_for_what_stops_an_emulated_disk_whatever_its_start_type(ServiceStart start) =>
        Assert.Contains(AhciOverride, ScanScope.RegistryKeys([new Service("storahci", start, null, null)], SampleInf.Bus));

    [Fact]
    public void That_is_taken_back_gives_the_package_only_to_devices_that_it_fits()
    {
        var child = Child("XENBUS", "XP", "VBD", "0900000B", null, null, null);
        WindowsModel model = new() { Machine = Running with { Devices = [.. Running.Devices, child] }, Packages = [SampleInf.Bus], FindsDevices = false };

        var left = model.Undo(new RemoveDevice(child.InstanceId), SampleInf.Bus).Undo(new RemoveDevice(Running.Devices[0].InstanceId), SampleInf.Bus);

        Assert.Equal([null, "xenbus"], left.Machine.Devices.Where(device => device.Present).OrderBy(device => device.Service).Select(device => device.Service));
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

        Assert.Equal([new UnstoreDriver("oem1.inf"), new UnstoreDriver("oem2.inf")], RemovePlan.For(machine, SampleInf.Vif).OfType<UnstoreDriver>());
    }

    [Fact]
    public void Leaves_a_device_whose_INF_name_went_to_this_package_later()
    {
        var machine = XenVm with { StoredDrivers = [Stored("oem1.inf", "xennet", SampleInf.Provider)], Devices = [Platform("oem1.inf", "Example")] };

        Assert.DoesNotContain(RemovePlan.For(machine, SampleInf.Net), step => step is RemoveDevice);
    }

    [Fact]
    public void Of_a_bus_takes_the_devices_that_it_made_and_that_have_no_driver()
    {
        var orphan = Child("XENBUS", "XP", "CONS", "0900000B", null, null, null);
        var machine = Running with { Devices = [.. Running.Devices, orphan, Child("XENBUS", "XP", "VIF", "0900000B", "xenvif", "oem8.inf", SampleInf.Provider)] };

        Assert.Equal([orphan.InstanceId, .. Running.Devices.Select(device => device.InstanceId)], RemovePlan.For(machine, SampleInf.Bus).OfType<RemoveDevice>().Select(step => step.InstanceId));
    }

    [Fact]
    public void Leaves_a_newer_version_which_is_another_installer_s() =>
        Assert.Empty(RemovePlan.For(Running with { StoredDrivers = [.. Running.StoredDrivers, Stored("oem2.inf", "xenbus", SampleInf.Provider, "9.2.0.0")] }, SampleInf.Bus));

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

        Assert.All(steps, step => Assert.True(step is DeleteRegistryValue or RemoveDevice or FindDevices or Settle or UnstoreDriver { PublishedName: "oem1.inf" }));
        Assert.DoesNotContain(new RemoveDevice(machine.Devices[2].InstanceId), steps);
    }

    [Fact]
    public void Touches_nothing_when_only_another_vendor_s_package_of_that_name_is_there()
    {
        var machine = Running with { StoredDrivers = [Stored("oem1.inf", "xenbus", "Example")], Devices = [Platform("oem1.inf", "Example")] };

        Assert.Empty(RemovePlan.For(machine, SampleInf.Bus));
    }

    [Fact]
    public void Leaves_a_setting_of_the_whole_machine_of_which_nobody_knows_what_it_was()
    {
        var machine = XenVm with { StoredDrivers = [Stored("oem1.inf", "xenvbd", SampleInf.Provider)], RegistryValues = [new RegistryValue(Pnp, "DontStartRawDevices", 0)] };

        Assert.DoesNotContain(RemovePlan.For(machine, SampleInf.Vbd), step => step is RestoreValue or DeleteRegistryValue { Key: Pnp });
    }

    [Theory]
    [InlineData(7)]
    [InlineData(null)]
    public void Puts_a_setting_of_the_whole_machine_back_to_what_it_was_recorded_as(int? before)
    {
        var machine = XenVm with
        {
            StoredDrivers = [Stored("oem1.inf", "xenvbd", SampleInf.Provider)],
            RegistryValues = [new RegistryValue(Pnp, "DontStartRawDevices", 0)],
            Records = [new RegistryRecord("xenvbd", Pnp, "DontStartRawDevices", before), new RegistryRecord("xenvif", Pnp, "Other", 1)],
        };

        var left = Made(machine, RemovePlan.For(machine, SampleInf.Vbd), SampleInf.Vbd);

        Assert.Equal(before, left.RegistryValues.SingleOrDefault()?.Number);
        Assert.Equal("xenvif", Assert.Single(left.Records).Driver);
    }

    [Fact]
    public void Leaves_a_setting_of_the_whole_machine_that_somebody_has_changed_since()
    {
        var machine = XenVm with
        {
            StoredDrivers = [Stored("oem1.inf", "xenvbd", SampleInf.Provider)],
            RegistryValues = [new RegistryValue(Pnp, "DontStartRawDevices", 5)],
            Records = [new RegistryRecord("xenvbd", Pnp, "DontStartRawDevices", 1)],
        };

        Assert.Equal(5, Made(machine, RemovePlan.For(machine, SampleInf.Vbd), SampleInf.Vbd).RegistryValues.Single().Number);
    }

    [Fact]
    public void Has_a_disabled_driver_of_an_emulated_disk_start_again_before_the_Xen_disk_goes()
    {
        Device controller = new(@"PCI\VEN_8086&DEV_2922\1", false, [], [], Hdc, "storahci", "mshdc.inf", null, null);
        var machine = Running with { Devices = [.. Running.Devices, controller], Services = [.. Running.Services.Where(service => service.Name != "storahci"), new Service("storahci", ServiceStart.Disabled, null, null)] };

        Assert.Equal(new StartAtBoot("storahci", ServiceStart.Disabled), RemovePlan.For(machine, SampleInf.Bus)[0]);
    }

    [Fact]
    public void Takes_the_filter_and_the_service_out_of_every_control_set()
    {
        var machine = Running with { OtherControlSets = [new ControlSet("ControlSet002", Running.Services, Running.ClassFilters, [new RegistryValue(@"SYSTEM\ControlSet002\Services\XEN\ForceUnplug", "DISKS", 1)], Running.Devices)] };

        var left = Made(machine, RemovePlan.For(machine, SampleInf.Bus), SampleInf.Bus).OtherControlSets.Single();

        Assert.Equal("storahci", Assert.Single(left.Services).Name);
        Assert.Equal(["other"], Assert.Single(left.ClassFilters).Services);
        Assert.Empty(left.RegistryValues);
    }

    [Fact]
    public void Of_the_upstream_bus_undoes_what_its_installation_did()
    {
        var inf = ReferenceInf.Read("xenbus");
        var installed = Made(XenVm, InstallPlan.For(XenVm, inf, @"C:\xenbus.inf"), inf);
        Assert.Equal(3, installed.Services.Length);

        var left = Made(installed, RemovePlan.For(installed, inf), inf);

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
        Assert.Empty(Running.DriverFiles.Except(ScanScope.Files(SampleInf.Bus)));
    }
}
