using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class An_installation
{
    private const string Inf = @"C:\Program Files\Xen Guest Tools\Drivers\xenbus\xenbus.inf";

    [Fact]
    public void Stores_the_package_and_binds_it_to_the_device_that_is_there() =>
        Assert.Equal(
            [new StoreDriver(Inf, false), new BindDriver(XenVm.Devices[0].HardwareIds[0], Inf, null)],
            InstallPlan.For(XenVm, SampleInf.Bus, Inf));

    [Fact]
    public void Only_stores_the_package_where_nothing_is_to_bind() =>
        Assert.Equal([new StoreDriver(Inf, false)], InstallPlan.For(XenVm, SampleInf.Vif, Inf));

    [Fact]
    public void Binds_by_the_first_hardware_ID_that_matches_and_remembers_the_driver_before()
    {
        var device = Child("XENBUS", "XP", "VIF", "0900000B", "old", "oem5.inf", "Example");

        var bind = Assert.IsType<BindDriver>(InstallPlan.For(With(device, device with { InstanceId = @"XENBUS\2" }), SampleInf.Vif, Inf)[^1]);

        Assert.Equal(new BindDriver(@"XENBUS\VEN_XP0001&DEV_VIF&REV_0900000B", Inf, "oem5.inf"), bind);
    }

    [Fact]
    public void Binds_all_devices_with_one_ID_in_one_step()
    {
        var device = Child("XENVIF", "XP", "NET", "09000005", null, null, null);

        Assert.Equal(2, InstallPlan.For(With(device, device with { InstanceId = @"XENVIF\2" }), SampleInf.Net, Inf).Length);
    }

    [Fact]
    public void Leaves_phantoms_and_other_devices_alone() =>
        Assert.Single(InstallPlan.For(With(Child("XENBUS", "XP", "VIF", "0900000B", null, null, null, present: false), Child("XENBUS", "XN", "VIF", "0900000B", null, null, null)), SampleInf.Vif, Inf));

    [Fact]
    public void Is_nothing_when_the_device_runs_on_the_same_version() => Assert.Empty(InstallPlan.For(Bound("9.1.0.114"), SampleInf.Bus, Inf));

    [Fact]
    public void Installs_anew_what_has_lost_a_file() =>
        Assert.IsType<BindDriver>(Assert.Single(InstallPlan.For(Bound("9.1.0.114") with { DriverFiles = [] }, SampleInf.Bus, Inf)));

    [Fact]
    public void Installs_anew_what_has_lost_a_service() =>
        Assert.IsType<BindDriver>(Assert.Single(InstallPlan.For(Bound("9.1.0.114") with { Services = [] }, SampleInf.Bus, Inf)));

    [Fact]
    public void Never_puts_an_older_driver_in_the_place_of_a_newer_one() => Assert.Empty(InstallPlan.For(Bound("9.2.0.0"), SampleInf.Bus, Inf));

    [Fact]
    public void Uses_a_newer_package_that_is_stored_but_not_bound()
    {
        var newer = Stored("oem1.inf", "xenbus", SampleInf.Provider, "9.2.0.0");

        Assert.Equal([new BindDriver(XenVm.Devices[0].HardwareIds[0], newer.Path, null)], InstallPlan.For(XenVm with { StoredDrivers = [newer] }, SampleInf.Bus, Inf));
    }

    [Fact]
    public void Updates_an_older_driver() =>
        Assert.Equal([new StoreDriver(Inf, false), new BindDriver(XenVm.Devices[0].HardwareIds[0], Inf, "oem1.inf")], InstallPlan.For(Bound("9.1.0.113"), SampleInf.Bus, Inf));

    [Fact]
    public void Does_not_take_another_vendor_s_package_for_its_own() =>
        Assert.IsType<StoreDriver>(InstallPlan.For(XenVm with { StoredDrivers = [Stored("oem1.inf", "xenbus", "Example", "99.0.0.0")] }, SampleInf.Bus, Inf)[0]);

    private static Machine With(params Device[] devices) => XenVm with { Devices = [Platform(), .. devices] };

    private static Machine Bound(string version) => XenVm with
    {
        StoredDrivers = [Stored("oem1.inf", "xenbus", SampleInf.Provider, version)],
        Devices = [Platform("oem1.inf", SampleInf.Provider)],
        Services = [.. SampleInf.Bus.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null))],
        DriverFiles = ScanScope.Files(SampleInf.Bus),
    };
}
