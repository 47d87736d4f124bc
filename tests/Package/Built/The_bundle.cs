using System.Xml.Linq;

namespace XenGuestTools.Tests.Package.Built;

/// <summary>The setup program's manifest, whichever WiX built it.</summary>
public class The_bundle
{
    [Fact]
    public async Task Installs_the_bus_after_its_children_and_the_agent_last() =>
        Assert.Equal(Checkout.Packages, (await ChainAsync()).Select(p => Value(p, "Id")));

    [Fact]
    public async Task Removes_old_tools_before_anything_else_and_only_when_it_is_asked_to()
    {
        var first = Named((await BurnBundle.OpenAsync()).Manifest, "Chain").Single().Elements().First();

        Assert.Equal(("RemoveOldTools", "0", "REMOVEOLDTOOLS = 1", "yes", "yes"), (Value(first, "Id"), Value(first, "DetectCondition"), Value(first, "InstallCondition"), Value(first, "PerMachine"), Value(first, "Permanent")));
    }

    [Fact]
    public async Task Installs_exactly_the_packages_that_lie_beside_it()
    {
        foreach (var package in await ChainAsync())
        {
            var properties = await Msi.Open(Value(package, "Id")).PropertiesAsync();
            Assert.Equal((properties["ProductCode"], properties["ProductVersion"]), (Value(package, "ProductCode"), Value(package, "Version")));
        }
    }

    [Fact]
    public async Task Takes_everything_back_when_a_package_fails() =>
        Assert.All(await ChainAsync(), p => Assert.Equal(("yes", "yes", "no"), (Value(p, "Vital"), Value(p, "PerMachine"), Value(p, "Permanent"))));

    [Fact]
    public async Task Is_the_only_entry_in_Apps_and_features() =>
        Assert.All(await ChainAsync(), p => Assert.Equal("1", Property(p, "ARPSYSTEMCOMPONENT")));

    [Theory]
    [InlineData("ALLOWVENDORDEVICE")]
    [InlineData("ALLOWANYMACHINE")]
    public async Task Passes_a_switch_from_its_command_line_to_every_package(string name)
    {
        var bundle = await BurnBundle.OpenAsync();
        var variable = Named(bundle.Manifest, "Variable").Single(v => Value(v, "Id") == name);

        Assert.Equal(("", "yes"), (Value(variable, "Value"), Value(variable, "Persisted")));
        Assert.Contains(bundle.ApplicationData.Elements(), e => e.Name.LocalName.EndsWith("OverridableVariable", StringComparison.Ordinal) && Value(e, "Name") == name);
        Assert.All(Named(bundle.Manifest, "MsiPackage"), p => Assert.Equal($"[{name}]", Property(p, name)));
    }

    [Fact]
    public async Task Says_whose_and_what_it_is()
    {
        var manifest = (await BurnBundle.OpenAsync()).Manifest;
        var entry = Named(manifest, "Arp").Single();

        Assert.StartsWith(Checkout.Product("XgtProductName"), Value(entry, "DisplayName"), StringComparison.Ordinal);
        Assert.Equal(
            (Checkout.Product("XgtManufacturer"), Checkout.Product("XgtVersion"), Checkout.Product("XgtHelpUrl"), "yes"),
            (Value(entry, "Publisher"), Value(entry, "DisplayVersion"), Value(entry, "HelpLink"), Value(entry, "DisableModify")));
        Assert.Contains(Named(manifest, "RelatedBundle"), r => r.Attributes().Any(a => a.Value == $"{{{Checkout.UpgradeCodes()["bundle"]}}}"));
    }

    [Fact]
    public async Task Says_SAMPLE_when_its_packages_do()
    {
        var isSample = (await Msi.Open("xenbus").PropertiesAsync())["ProductName"].Contains(" SAMPLE ", StringComparison.Ordinal);
        var entry = Named((await BurnBundle.OpenAsync()).Manifest, "Arp").Single();

        Assert.Equal(isSample, Value(entry, "DisplayName").EndsWith(" SAMPLE", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tells_an_old_Windows_what_it_needs()
    {
        var condition = Named((await BurnBundle.OpenAsync()).ApplicationData, "WixBalCondition").Single();

        Assert.Equal("VersionNT64 >= v10.0", Value(condition, "Condition"));
        Assert.Contains(Checkout.Product("XgtMinimumWindowsName"), Value(condition, "Message"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_our_own_pages() =>
        Assert.Contains(Named((await BurnBundle.OpenAsync()).Theme, "Page"), p => Value(p, "Name") == "Install");

    /// <summary>The packages of the chain that stay on the machine.</summary>
    private static async Task<List<XElement>> ChainAsync() => [.. Named((await BurnBundle.OpenAsync()).Manifest, "Chain").Single().Elements().Where(e => e.Name.LocalName == "MsiPackage")];

    // WiX 3 and WiX 4 have other namespaces for the same elements.
    private static IEnumerable<XElement> Named(XElement root, string name) => root.Descendants().Where(e => e.Name.LocalName == name);

    private static string Value(XElement element, string attribute) => element.Attribute(attribute)?.Value ?? "";

    private static string? Property(XElement package, string name) => Named(package, "MsiProperty").SingleOrDefault(p => Value(p, "Id") == name)?.Attribute("Value")?.Value;
}
