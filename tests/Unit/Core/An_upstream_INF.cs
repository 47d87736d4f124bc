using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>The INFs that the real drivers come with.</summary>
public sealed class An_upstream_INF
{
    public static TheoryData<string> Names => [.. ReferenceInf.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_identity_of_its_package(string name)
    {
        var inf = ReferenceInf.Read(name);

        Assert.Equal(name + ".cat", inf.CatalogFile);
        Assert.Equal("Xen Project", inf.Provider);
        Assert.Equal(new Version(9, 1, 0, 114), inf.Version);
        Assert.Equal(new DateOnly(2025, 11, 3), inf.Date);
        Assert.Equal(2, inf.HardwareIds.Length);
    }

    [Fact]
    public void Xenbus_starts_two_drivers_at_boot_and_a_monitor_later()
    {
        var inf = ReferenceInf.Read("xenbus");

        Assert.Equal(
            [
                new InfService("xenbus_monitor", ServiceStart.Auto, 0x10, @"%SystemRoot%\System32\xenbus_monitor_9_1_0_114.exe", null, false),
                new InfService("xenbus", ServiceStart.Boot, 1, @"%SystemRoot%\System32\drivers\xenbus.sys", "Boot Bus Extender", true),
                new InfService("xenfilt", ServiceStart.Boot, 1, @"%SystemRoot%\System32\drivers\xenfilt.sys", "Boot Bus Extender", false),
            ],
            inf.Services);
        Assert.Equal([@"PCI\VEN_5853&DEV_0002", @"PCI\VEN_5853&DEV_0001"], inf.HardwareIds);
        Assert.Equal("System", inf.ClassName);
        Assert.Equal(new Guid("4d36e97d-e325-11ce-bfc1-08002be10318"), inf.Class);
    }

    [Fact]
    public void Xenbus_copies_three_drivers_and_renames_its_monitor()
    {
        Assert.Equal(
            [
                new InfCopiedFile("xen.sys", @"%SystemRoot%\System32\drivers\xen.sys"),
                new InfCopiedFile("xenbus.sys", @"%SystemRoot%\System32\drivers\xenbus.sys"),
                new InfCopiedFile("xenfilt.sys", @"%SystemRoot%\System32\drivers\xenfilt.sys"),
                new InfCopiedFile("xenbus_monitor.exe", @"%SystemRoot%\System32\xenbus_monitor_9_1_0_114.exe"),
            ],
            ReferenceInf.Read("xenbus").Files);
    }

    [Fact]
    public void Xenbus_writes_unplug_values_and_the_parameters_of_its_services()
    {
        var inf = ReferenceInf.Read("xenbus");

        var unplug = Assert.Single(inf.Registry, value => value.Name == "DISKS");
        Assert.Equal(@"SYSTEM\CurrentControlSet\Services\XEN\Unplug", unplug.Key);
        Assert.Equal(0x00010001u, unplug.Flags);
        Assert.Equal("0", Assert.Single(unplug.Data));
        var classes = Assert.Single(inf.Registry, value => value.Name == "SupportedClasses");
        Assert.Equal(@"SYSTEM\CurrentControlSet\Services\xenbus\Parameters", classes.Key);
        Assert.Equal(["VIF", "VBD", "VKBD", "IFACE", "CONS"], classes.Data);
        Assert.DoesNotContain(inf.Registry, value => value.Name == "MSISupported");
    }

    [Fact]
    public void Xenvbd_starts_at_boot_and_changes_settings_of_the_whole_machine()
    {
        var inf = ReferenceInf.Read("xenvbd");

        Assert.Equal(["xenvbd", "xendisk"], from service in inf.Services select service.Name);
        Assert.All(inf.Services, service => Assert.Equal(ServiceStart.Boot, service.Start));
        Assert.Equal("SCSIAdapter", inf.ClassName);
        Assert.Contains(inf.Registry, value => value is { Key: @"SYSTEM\CurrentControlSet\Control\Pnp", Name: "DontStartRawDevices" });
    }

    [Fact]
    public void Xennet_has_a_section_for_one_Windows_build_and_still_one_service()
    {
        var inf = ReferenceInf.Read("xennet");

        Assert.Equal("xennet", Assert.Single(inf.Services).Name);
        var bootFlags = Assert.Single(inf.Registry, value => value.Name == "BootFlags");
        Assert.Equal(@"SYSTEM\CurrentControlSet\Services\xennet", bootFlags.Key);
    }

    [Fact]
    public void Xeniface_registers_an_event_source_for_its_agent()
    {
        var source = Assert.Single(ReferenceInf.Read("xeniface").Registry, value => value.Name == "EventMessageFile");

        Assert.Equal(@"SYSTEM\CurrentControlSet\Services\EventLog\System\xenagent", source.Key);
        Assert.Equal(@"%SystemRoot%\System32\xenagent_9_1_0_114.dll", Assert.Single(source.Data));
    }
}
