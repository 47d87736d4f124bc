namespace XenGuestTools.Tests.Package.Built;

/// <summary>The packages beside each other on one machine.</summary>
public class The_six_packages
{
    [Fact]
    public async Task Share_no_component()
    {
        var ids = new List<string>();
        foreach (var package in Checkout.Packages)
        {
            ids.AddRange((await Msi.Open(package).TableAsync("Component")).Select(c => c["ComponentId"]));
        }

        Assert.Distinct(ids);
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
