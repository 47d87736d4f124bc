using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>Our packages may hold drivers that XCP-ng has signed: its provider, its prefix, its display names.</summary>
public sealed class Our_own_packages
{
    private static readonly Machine Installed = XenVm with
    {
        Products = [new InstalledProduct("XCP-ng Windows Guest Tools, rebuilt", "XCP-ng", "1.0", Guid.NewGuid(), OurCode, null)],
        OurDrivers = [new OurDriver("xenbus", "XCP-ng"), new OurDriver("xenvif", "XCP-ng")],
        StoredDrivers = [Stored("oem1.inf", "xenbus", "XCP-ng"), Stored("oem2.inf", "xenvif", "XCP-ng")],
        Devices = [Platform("oem1.inf", "XCP-ng"), Child("XENBUS", "XN", "VIF", "0900000B", "xenvif", "oem2.inf", "XCP-ng")],
        Services = [new Service("xenbus", ServiceStart.Boot, @"System32\drivers\xenbus.sys", "XCP-ng PV Bus")],
    };

    [Fact]
    public void Are_no_finding_whoever_has_signed_them() => Assert.Empty(Checks.Run(Installed, Vendors, Options));

    [Fact]
    public void Are_known_by_name_where_the_provider_was_not_registered() =>
        Assert.Empty(Checks.Run(Installed with { OurDrivers = [new OurDriver("xenbus", null), new OurDriver("xenvif", null)] }, Vendors, Options));

    [Fact]
    public void Don_t_hide_another_vendor_s_driver_of_the_same_name() =>
        Assert.Equal("XGT1002", Assert.Single(Checks.Run(Installed with { StoredDrivers = Installed.StoredDrivers.Add(Stored("oem3.inf", "xenbus", "Citrix Systems, Inc.")) }, Vendors, Options)).Code);

    [Fact]
    public void Don_t_hide_a_driver_that_no_package_of_ours_has() =>
        Assert.Equal("XGT1003", Assert.Single(Checks.Run(Installed with { StoredDrivers = Installed.StoredDrivers.Add(Stored("oem3.inf", "xenvbd", "XCP-ng")) }, Vendors, Options)).Code);
}
