using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

public sealed class What_only_looks_like_other_tools
{
    [Theory]
    [InlineData("Citrix XenCenter", "Citrix Systems, Inc.")]
    [InlineData("XenServer Health Check Service", "Citrix Systems, Inc.")]
    [InlineData("Citrix Workspace 2402", "Citrix Systems, Inc.")]
    [InlineData("Citrix Virtual Delivery Agent", "Cloud Software Group, Inc.")]
    [InlineData("XCP-ng Center", "XCP-ng Center Team")]
    [InlineData("AWS PV Drivers", "Amazon Web Services")]
    [InlineData("Outils invités Windows", "Exemple")]
    public void As_a_product_is_no_finding(string name, string publisher) =>
        Assert.Empty(Checks.Run(XenVm with { Products = [Product(name, publisher, "1.0")] }, Vendors, Options));

    [Fact]
    public void As_drivers_of_Xen_Project_or_Amazon_with_the_same_names_is_no_finding() =>
        Assert.Empty(Checks.Run(
            XenVm with
            {
                StoredDrivers = [Stored("oem1.inf", "xenbus", "Xen Project"), Stored("oem2.inf", "xenvbd", "Amazon Inc.")],
                Devices = [Platform("oem1.inf", "Xen Project"), Child("XENBUS", "XP", "VBD", "0900000B", "xenvbd", "oem2.inf", "Amazon Inc.")],
                Services = [new Service("xenbus", ServiceStart.Boot, @"System32\drivers\xenbus.sys", "Xen PV Bus"), new Service("XenHealthCheck", ServiceStart.Auto, null, "XenServer Health Check Service"), new Service("InstallAgent", ServiceStart.Auto, @"C:\Other\InstallAgent.exe", "Other")],
            },
            Vendors,
            Options));
}
