using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XenGuestTools.Tests.Package.Authoring;

/// <summary>How the sources are written, so that a reader finds one thing in one place.</summary>
public partial class Habits
{
    private static IEnumerable<string> Projects => WixSource.Files("*.wixproj");

    [Fact]
    public void Every_condition_of_a_package_has_a_name()
    {
        var conditions = WixSource.All().Where(s => s.Name != "Bundle.wxs").SelectMany(s => s.Document.Descendants().Attributes("Condition").Select(a => (s.Name, a.Value))).ToList();
        var names = WixSource.Load(Path.Combine(Checkout.Installer, "Product.wxs")).Defines.Keys;

        Assert.All(conditions, c => Assert.Contains(NameOnly().Match(c.Value).Groups[1].Value, names));
        Assert.Equal(names.Order(), conditions.Select(c => NameOnly().Match(c.Value).Groups[1].Value).Distinct().Order());
    }

    [Fact]
    public void No_condition_has_an_escaped_character()
    {
        // A processing instruction is not XML text: &quot; would arrive in the MSI as six characters, and nothing in the build would say so.
        Assert.DoesNotContain('&', string.Concat(XDocument.Load(Path.Combine(Checkout.Installer, "Conditions.wxi")).DescendantNodes().OfType<XProcessingInstruction>().Select(p => p.Data)));
    }

    [Fact]
    public void A_source_of_a_driver_is_short() =>
        Assert.All(Checkout.Drivers, d => Assert.True(File.ReadAllLines(Path.Combine(Checkout.Installer, d + ".wxs")).Length <= 25, d));

    [Fact]
    public void Every_driver_has_a_source_and_a_project() =>
        Assert.Equal(
            Checkout.Drivers.Append("Agent").Append("Bundle").Order(StringComparer.Ordinal),
            Projects.Where(p => File.Exists(Path.ChangeExtension(p, ".wxs"))).Select(p => Path.GetFileNameWithoutExtension(p)).Order(StringComparer.Ordinal));

    [Fact]
    public void A_file_that_is_named_by_a_bind_path_has_a_name()
    {
        // WiX would take the name from Source, bind path included.
        var nameless = from source in WixSource.All()
                       from element in source.Document.Descendants()
                       where element.Name.LocalName is "File" or "MsiPackage" or "Payload"
                       where element.Attribute("Name") is null
                       select $"{source.Name}: {element}";

        Assert.Empty(nameless);
    }

    [Fact]
    public void Identities_are_in_product_props_only()
    {
        Assert.Distinct(Checkout.UpgradeCodes().Values);
        Assert.All(WixSource.Files("*.*").Where(f => Path.GetExtension(f) is not (".ico" or ".png")), f => Assert.False(Guid().IsMatch(File.ReadAllText(f)), f));
        Assert.All(Projects, p => Assert.Contains($"UpgradeCode=$(XgtUpgradeCode{Path.GetFileNameWithoutExtension(p)})", File.ReadAllText(p), StringComparison.OrdinalIgnoreCase));
    }

    [GeneratedRegex(@"^\$\((\w+)\)$")]
    private static partial Regex NameOnly();

    [GeneratedRegex("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")]
    private static partial Regex Guid();
}
