using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class An_installation
{
    private const string Inf = @"C:\Program Files\Xen Guest Tools\Drivers\xenbus\xenbus.inf";

    [Fact]
    public void Stores_the_package_and_binds_it_to_the_device_that_is_there() =>
        Assert.Equal(
            [new StoreDriver(Inf, false), new BindDriver(XenVm.Devices[0].HardwareIds[0], Inf, null), new Settle()],
            InstallPlan.For(XenVm, SampleInf.Bus, Inf));

    [Fact]
    public void Only_stores_the_package_where_nothing_is_to_bind() =>
        Assert.Equal([new StoreDriver(Inf, false), new Settle()], InstallPlan.For(XenVm, SampleInf.Vif, Inf));

    [Fact]
    public void Binds_by_the_first_hardware_ID_that_matches_and_remembers_the_driver_before()
    {
        var device = Child("XENBUS", "XP", "VIF", "0900000B", "old", "oem5.inf", "Example");

        var bind = Assert.IsType<BindDriver>(InstallPlan.For(With(device, device with { InstanceId = @"XENBUS\2" }), SampleInf.Vif, Inf)[^2]);

        Assert.Equal(new BindDriver(@"XENBUS\VEN_XP0001&DEV_VIF&REV_0900000B", Inf, "oem5.inf"), bind);
    }

    [Fact]
    public void Binds_all_devices_with_one_ID_in_one_step()
    {
        var device = Child("XENVIF", "XP", "NET", "09000005", null, null, null);

        Assert.Single(InstallPlan.For(With(device, device with { InstanceId = @"XENVIF\2" }), SampleInf.Net, Inf).OfType<BindDriver>());
    }

    [Fact]
    public void Leaves_phantoms_and_other_devices_alone() =>
        Assert.DoesNotContain(InstallPlan.For(With(Child("XENBUS", "XP", "VIF", "0900000B", null, null, null, present: false), Child("XENBUS", "XN", "VIF", "0900000B", null, null, null)), SampleInf.Vif, Inf), step => step is BindDriver);

    [Fact]
    public void Is_nothing_when_the_device_runs_on_the_same_version() => Assert.Empty(InstallPlan.For(Bound("9.1.0.114"), SampleInf.Bus, Inf));

    [Fact]
    public void Installs_anew_what_has_lost_a_file() =>
        Assert.IsType<BindDriver>(InstallPlan.For(Bound("9.1.0.114") with { DriverFiles = [] }, SampleInf.Bus, Inf)[0]);

    [Fact]
    public void Installs_anew_what_has_lost_a_service() =>
        Assert.IsType<BindDriver>(InstallPlan.For(Bound("9.1.0.114") with { Services = [] }, SampleInf.Bus, Inf)[0]);

    [Fact]
    public void Never_puts_an_older_driver_in_the_place_of_a_newer_one() => Assert.Empty(InstallPlan.For(Bound("9.2.0.0"), SampleInf.Bus, Inf));

    [Fact]
    public void Uses_a_newer_package_that_is_stored_but_not_bound()
    {
        var newer = Stored("oem1.inf", "xenbus", SampleInf.Provider, "9.2.0.0");

        Assert.Equal([new BindDriver(XenVm.Devices[0].HardwareIds[0], newer.Path, null), new Settle()], InstallPlan.For(XenVm with { StoredDrivers = [newer] }, SampleInf.Bus, Inf));
    }

    [Fact]
    public void Updates_an_older_driver() =>
        Assert.Equal([new StoreDriver(Inf, false), new BindDriver(XenVm.Devices[0].HardwareIds[0], Inf, "oem1.inf"), new Settle()], InstallPlan.For(Bound("9.1.0.113"), SampleInf.Bus, Inf));

    [Fact]
    public void Does_not_take_another_vendor_s_package_for_its_own() =>
        Assert.IsType<StoreDriver>(InstallPlan.For(XenVm with { StoredDrivers = [Stored("oem1.inf", "xenbus", "Example", "99.0.0.0")] }, SampleInf.Bus, Inf)[0]);

    [Fact]
    public void Records_what_the_INF_changes_of_the_whole_machine_before_all_else() =>
        Assert.Equal(
            [new RecordValue("xenvbd", @"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices"), new StoreDriver(Inf, false), new Settle()],
            InstallPlan.For(XenVm, SampleInf.Vbd, Inf));

    /// <summary>Such as by an installation that was cut off while it was taken back, or by hand.</summary>
    [Fact]
    public void Records_it_too_where_the_package_is_stored_and_no_device_has_it() =>
        Assert.Equal(
            [new RecordValue("xenvbd", @"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices"), new Settle()],
            InstallPlan.For(XenVm with { StoredDrivers = [Stored("oem1.inf", "xenvbd", SampleInf.Provider, "9.1.0.114")] }, SampleInf.Vbd, Inf));

    [Fact]
    public void Does_not_record_what_a_stored_package_may_have_written_itself() =>
        Assert.Empty(InstallPlan.For(
            XenVm with
            {
                StoredDrivers = [Stored("oem1.inf", "xenvbd", SampleInf.Provider, "9.1.0.114")],
                RegistryValues = [new RegistryValue(@"SYSTEM\CurrentControlSet\Control\Pnp", "DontStartRawDevices", SampleInf.Vbd.Registry.Single(value => value.Name == "DontStartRawDevices").Number)],
            },
            SampleInf.Vbd,
            Inf));

    [Fact]
    public void Keeps_a_record_of_an_installation_that_did_not_end() =>
        Assert.DoesNotContain(InstallPlan.For(XenVm with { Records = [new RegistryRecord("xenvbd", @"system\currentcontrolset\control\pnp", "dontstartrawdevices", 1)] }, SampleInf.Vbd, Inf), step => step is RecordValue);

    [Fact]
    public void Gives_the_emulated_disks_their_drivers_back_before_a_bus_sets_the_unplug_to_0()
    {
        const string Key = @"SYSTEM\CurrentControlSet\Services\storahci\StartOverride";

        var steps = InstallPlan.For(Bound("9.1.0.113") with { RegistryValues = [new RegistryValue(Key, "0", 3)] }, SampleInf.Bus, Inf);

        Assert.True(steps.IndexOf(new DeleteRegistryValue(Key, "0")) is var at && at >= 0 && steps[at + 1] is BindDriver);
    }

    [Fact]
    public void Of_a_device_beside_others_that_run_already_is_taken_back_for_it_alone()
    {
        var one = Child("XENVIF", "XP", "NET", "09000005", "xennet", "oem1.inf", SampleInf.Provider);
        var two = one with { InstanceId = @"XENVIF\2", HardwareIds = [@"XENVIF\VEN_XP0001&DEV_NET&REV_09000006"], CompatibleIds = [@"XENVIF\VEN_XP0001&DEV_NET&REV_09000005"], Inf = null, Service = null };
        var machine = With(one, two) with { StoredDrivers = [Stored("oem1.inf", "xennet", SampleInf.Provider)], Services = [.. SampleInf.Net.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null))], DriverFiles = ScanScope.Files(SampleInf.Net) };

        Assert.Equal(new BindDriver(two.HardwareIds[0], Inf, null, InUse: true), InstallPlan.For(machine, SampleInf.Net, Inf)[0]);
    }

    private static Machine With(params Device[] devices) => XenVm with { Devices = [Platform(), .. devices] };

    private static Machine Bound(string version) => XenVm with
    {
        StoredDrivers = [Stored("oem1.inf", "xenbus", SampleInf.Provider, version)],
        Devices = [Platform("oem1.inf", SampleInf.Provider)],
        Services = [.. SampleInf.Bus.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null))],
        DriverFiles = ScanScope.Files(SampleInf.Bus),
    };
}
