using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>XGT1002 and XGT1003: tools of other installers (facts 4.3 to 4.7).</summary>
public sealed class Tools_of_another_installer
{
    private const string SharedCode = "48E5492C-6843-452E-97A2-A5FE2D24B141";

    [Theory]
    [InlineData("XGT1002", "Citrix XenServer Windows Management Agent", "Citrix Systems, Inc.", SharedCode)]
    [InlineData("XGT1002", "Citrix XenServer Windows Guest Agent", "Citrix Systems, Inc.", "EE3B949D-C431-462B-B6DC-5BEDA078D772")]
    [InlineData("XGT1002", "Citrix Hypervisor PV Tools", "Citrix Systems, Inc.", "AF9B2559-3E91-4206-98C2-F560009FF7F1")]
    [InlineData("XGT1002", "Anything of tomorrow", "Cloud Software Group, Inc.", "AF9B2559-3E91-4206-98C2-F560009FF7F1")]
    [InlineData("XGT1002", "XenServer VM Tools for Windows", "Cloud Software Group, Inc.", null)]
    [InlineData("XGT1002", "Citrix XenServer VSS Provider", "Citrix Systems, Inc.", null)]
    [InlineData("XGT1002", "Citrix Xen Windows x64 PV Drivers", "Citrix Systems, Inc.", null)]
    [InlineData("XGT1002", "Citrix XenServer Tools Installer", null, "21EF141F-9126-42DA-93CD-B50442047420")]
    [InlineData("XGT1002", "Windows Management Agent", null, SharedCode)]
    [InlineData("XGT1003", "XCP-ng Windows Management Agent", "XCP-ng", SharedCode)]
    [InlineData("XGT1003", "Windows Management Agent", "XCP-ng", SharedCode)]
    [InlineData("XGT1003", "XCP-ng Windows PV Drivers", "XCP-ng", null)]
    [InlineData("XGT1003", "XCP-ng Windows Guest Tools", "Vates", "11111111-2222-3333-4444-555555555555")]
    [InlineData("XGT1003", "Example Windows Guest Tools", "Example", "D60FED1E-316C-41B0-B7A5-E44951A82618")]
    public void Are_told_apart_by_code_name_and_publisher(string code, string name, string? publisher, string? upgradeCode)
    {
        var finding = Only(XenVm with { Products = [Product(name, publisher, "8.2.1.7", upgradeCode)] });

        Assert.Equal((code, Severity.Error), (finding.Code, finding.Severity));
        Assert.Contains($"{name} 8.2.1.7", finding.Message, StringComparison.Ordinal);
        Assert.Contains($"{name} 8.2.1.7", finding.Evidence, StringComparison.Ordinal);
        Assert.Contains("Apps and features", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Are_one_finding_with_all_of_their_traces()
    {
        var finding = Only(XenVm with
        {
            Products = [Product("XenServer VM Tools for Windows", "Cloud Software Group, Inc.", "9.4.1"), Product("Citrix XenServer VSS Provider", "Citrix", "7.1")],
            Services = [new Service("XenSvc", ServiceStart.Auto, @"C:\Program Files\XenServer\XenTools\XenGuestAgent.exe", "Windows Management Agent")],
            StoredDrivers = [Stored("oem7.inf", "xenbus", "Cloud Software Group, Inc.", "9.4.0.1")],
            Devices = [Platform("oem7.inf", "Cloud Software Group, Inc."), Child("XENBUS", "XS", "VIF", "0900000B", "xenvif", "oem8.inf", "Cloud Software Group, Inc.")],
            SoftwareKeys = [@"SOFTWARE\Citrix\XenTools"],
        });

        foreach (var trace in (string[])["XenServer VM Tools for Windows 9.4.1", "VSS Provider 7.1", "service XenSvc", "oem7.inf (xenbus", @"oem7.inf of Cloud Software Group, Inc. on PCI\", @"on XENBUS\VEN_XS&DEV_VIF", @"HKLM\SOFTWARE\Citrix\XenTools"])
        {
            Assert.Contains(trace, finding.Evidence, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_two_vendors_are_two_findings() =>
        Assert.Equal(
            ["XGT1002", "XGT1003"],
            from finding in Checks.Run(XenVm with { Products = [Product("XCP-ng Windows Guest Tools", "Vates", "9.2"), Product("Citrix Hypervisor PV Tools", "Citrix", "9.0")] }, Vendors, Options) select finding.Code);

    [Theory]
    [InlineData("XGT1002", "XS")]
    [InlineData("XGT1003", "XN")]
    public void Are_seen_in_the_prefix_of_a_present_device_with_a_driver(string code, string prefix)
    {
        var device = Child("XENVIF", prefix, "NET", "09000005", "xennet", "oem9.inf", "Fournisseur inconnu");

        Assert.Equal(code, Only(With(device)).Code);
        Assert.Empty(Checks.Run(With(device with { Inf = null }), Vendors, Options));
        Assert.Empty(Checks.Run(With(device with { Present = false }), Vendors, Options));
    }

    [Fact]
    public void Are_seen_in_the_driver_store_after_they_were_unbound()
    {
        var finding = Only(XenVm with { StoredDrivers = [Stored("oem4.inf", "xenvbd", "Citrix Systems, Inc.")] });

        Assert.Equal("XGT1002", finding.Code);
        Assert.Contains("guesttools clean", finding.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("XGT1002", "XenPVInstall", null, null)]
    [InlineData("XGT1002", "XenSvc", "Citrix XenServer Windows Management Agent", null)]
    [InlineData("XGT1002", "InstallAgent", null, @"""C:\Program Files\Citrix\XenTools\InstallAgent.exe""")]
    [InlineData("XGT1003", "XenSvc", "XCP-ng Windows Management Agent", null)]
    [InlineData("XGT1003", "xenplusXN", null, null)]
    [InlineData("XGT1003", "XN-xenguestagent-rs", null, null)]
    [InlineData("XGT1003", "xenbus_monitor", "@oem3.inf,%MonitorName%;XCP-ng PV Driver Monitor", null)]
    public void Are_seen_in_their_services(string code, string name, string? display, string? image) =>
        Assert.Equal(code, Only(XenVm with { Services = [new Service(name, ServiceStart.Auto, image, display)] }).Code);

    [Theory]
    [InlineData("XGT1002", @"SOFTWARE\Citrix\XenTools")]
    [InlineData("XGT1002", @"SOFTWARE\WOW6432Node\Citrix\XenToolsInstaller")]
    [InlineData("XGT1003", @"SOFTWARE\XCP-ng")]
    public void Are_seen_in_settings_alone_and_the_remedy_deletes_these(string code, string key)
    {
        Assert.Contains(key, Vendors.SoftwareKeys);

        var finding = Only(XenVm with { SoftwareKeys = [key] });

        Assert.Equal(code, finding.Code);
        Assert.Contains($"reg delete \"HKLM\\{key}\" /f", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_time_before_Windows_Installer_are_found_by_their_uninstall_key() =>
        Assert.Equal("XGT1002", Only(XenVm with { Products = [new InstalledProduct("XenTools", null, "5.6", null, null, "Citrix XenTools")] }).Code);

    private static Finding Only(Machine machine) => Assert.Single(Checks.Run(machine, Vendors, Options));

    private static Machine With(Device device) => XenVm with { Devices = [Platform(), device] };
}
