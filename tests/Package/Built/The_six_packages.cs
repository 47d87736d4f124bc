namespace XenGuestTools.Tests.Package.Built;

/// <summary>The packages beside each other on one machine.</summary>
public class The_six_packages
{
    [Fact]
    public async Task Share_one_component_which_is_guesttools()
    {
        var components = new List<MsiRow>();
        foreach (var package in Checkout.Packages)
        {
            components.AddRange(await Msi.Open(package).TableAsync("Component"));
        }

        Assert.Distinct(components.Where(c => c["Component"] != "GuestTools").Select(c => c["ComponentId"]));
        Assert.Single(components.Where(c => c["Component"] == "GuestTools").Select(c => c["ComponentId"]).Distinct());
    }

    [Theory]
    [InlineData("xenbus", true)]
    [InlineData("xenvif", true)]
    [InlineData("xennet", true)]
    [InlineData("xenvbd", false)]
    [InlineData("xeniface", false)]
    [InlineData("agent", false)]
    public async Task Save_the_network_settings_first_where_they_change_the_network(string package, bool saves)
    {
        var msi = Msi.Open(package);
        var sequence = await msi.SequenceAsync("InstallExecuteSequence");

        Assert.Equal(saves, sequence.ContainsKey("SaveNetworkForInstall") && sequence.ContainsKey("SaveNetworkForRemoval"));
        if (saves)
        {
            Assert.InRange(sequence["SaveNetworkForInstall"], sequence["InstallFiles"] + 1, sequence["ScheduleInstallDriver"] - 1);
            Assert.InRange(sequence["SaveNetworkForRemoval"], sequence["InstallInitialize"] + 1, sequence["ScheduleRemoveDriver"] - 1);
        }
    }

    [Fact]
    public async Task Are_products_of_their_own()
    {
        var codes = new List<string>();
        foreach (var package in Checkout.Packages)
        {
            codes.Add((await Msi.Open(package).PropertiesAsync())["ProductCode"]);
        }

        Assert.Distinct(codes);
    }

    [Fact]
    public async Task Agree_on_whether_they_are_samples()
    {
        var samples = new List<bool>();
        foreach (var package in Checkout.Packages)
        {
            samples.Add((await Msi.Open(package).PropertiesAsync())["ProductName"].Contains(" SAMPLE ", StringComparison.Ordinal));
        }

        Assert.Single(samples.Distinct());
    }

    [Fact]
    public async Task Say_that_the_network_adapter_needs_the_network_interface()
    {
        // v3 and v4 name the table differently.
        var msi = Msi.Open("xennet");
        var required = Assert.Single([.. await msi.TableAsync("WixDependency"), .. await msi.TableAsync("Wix4Dependency")]);

        Assert.Equal("XenGuestTools.xenvif", required["ProviderKey"]);
    }
}
