using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>What a product is. v4's Package is WiX 3's Product with a Package inside it, with better defaults.</summary>
public static class PackageRules
{
    private static readonly string[] SummaryAttributes = ["Comments", "Description", "Keywords", "Manufacturer"];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        new ElementRule(V4.Core + "Wix", V3.Core + "Wix"),
        Core("Fragment").Keep("Id"),
        new ElementRule(V4.Core + "Package", V3.Core + "Product")
            .Default("Id", "*").Default("Language", "1033")
            .Keep("Codepage", "Language", "Manufacturer", "Name", "UpgradeCode", "Version")
            .Rename("ProductCode", "Id")
            .Consume("Compressed", "InstallerVersion", "Scope", "ShortNames", "UpgradeStrategy")
            .Refuse("Id", "v4 derives the UpgradeCode from it; write UpgradeCode.")
            .Require("UpgradeCode")
            .Then(Product),
        // Its attributes move to WiX 3's Package element.
        Core("SummaryInformation").Consume(SummaryAttributes.Select(a => (XName)a).Append("Codepage")).Then((_, _, _) => []),
        Core("MajorUpgrade")
            .Keep("AllowDowngrades", "AllowSameVersionUpgrades", "Disallow", "DisallowUpgradeErrorMessage", "DowngradeErrorMessage", "IgnoreRemoveFailure", "MigrateFeatures", "RemoveFeatures", "Schedule")
            .Refuse("IgnoreLanguage", "WiX 3 always ignores the language."),
        Core("Upgrade").Keep("Id"),
        Core("UpgradeVersion").Keep("ExcludeLanguages", "IgnoreRemoveFailure", "IncludeMaximum", "IncludeMinimum", "Language", "Maximum", "MigrateFeatures", "Minimum", "OnlyDetect", "Property", "RemoveFeatures"),
        Core("MediaTemplate").Keep("CabinetTemplate", "CompressionLevel", "DiskPrompt", "EmbedCab", "MaximumCabinetSizeForLargeFileSplitting", "MaximumUncompressedMediaSize", "VolumeLabel"),
        new ElementRule(V4.Core + "Launch", V3.Core + "Condition").Keep("Message").AsText("Condition").Require("Condition", "Message"),
        Core("Property").Keep("Admin", "ComplianceCheck", "Hidden", "Id", "Secure", "SuppressModularization", "Value"),
        Core("PropertyRef").Keep("Id"),
        Core("WixVariable").Keep("Id", "Overridable", "Value"),
        Core("Feature")
            .Keep("ConfigurableDirectory", "Description", "Display", "Id", "InstallDefault", "Level", "Title", "TypicalDefault")
            .Default("AllowAdvertise", "allow")
            .Rename("AllowAbsent", "Absent", ("no", "disallow"), ("yes", "allow"))
            .Values("AllowAdvertise", ("no", "no"), ("yes", "allow")),
        new ElementRule(V4.Core + "Level", V3.Core + "Condition").Rename("Value", "Level").AsText("Condition").Require("Condition", "Value"),
        Core("FeatureRef").Keep("Id", "IgnoreParent"),
        Core("FeatureGroup").Keep("Id"),
        Core("FeatureGroupRef").Keep("Id", "IgnoreParent", "Primary"),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    private static IEnumerable<XElement> Product(WixScope scope, XElement v4, XElement v3)
    {
        var package = new XElement(V3.Core + "Package",
            new XAttribute("InstallerVersion", Value(v4, "InstallerVersion", "500")),
            new XAttribute("Compressed", Value(v4, "Compressed", "yes")),
            new XAttribute("InstallScope", Scope(v4)),
            new XAttribute("Platform", "x64")).At(v4.Line());
        if (v4.Attribute("ShortNames") is { } shortNames)
        {
            package.Add(new XAttribute("ShortNames", shortNames.Value));
        }

        if (v4.Element(V4.Core + "SummaryInformation") is { } summary)
        {
            package.Add(summary.Attributes().Select(a => new XAttribute(a.Name == "Codepage" ? "SummaryCodepage" : a.Name, a.Value)));
        }

        v3.AddFirst(package);
        RequireUpgrade(v4);
        if (!Has(v4, "MediaTemplate"))
        {
            v3.Add(new XElement(V3.Core + "MediaTemplate", new XAttribute("CabinetTemplate", "cab{0}.cab")).At(v4.Line()));
        }

        if (!Has(v4, "Feature") && !Has(v4, "FeatureRef") && !Has(v4, "FeatureGroupRef"))
        {
            AddDefaultFeature(v4, v3);
        }

        return [v3];
    }

    private static string Scope(XElement v4) => Value(v4, "Scope", "perMachine") switch
    {
        "perMachine" => "perMachine",
        "perUser" => "perUser",
        var other => throw v4.Line().Error($"Package/@Scope=\"{other}\" can't be written in WiX 3. It knows perMachine and perUser."),
    };

    // v4 adds a MajorUpgrade with words of its own when there is none.
    private static void RequireUpgrade(XElement v4)
    {
        if (Value(v4, "UpgradeStrategy", "majorUpgrade") == "majorUpgrade" && !Has(v4, "MajorUpgrade") && !Has(v4, "Upgrade"))
        {
            throw v4.Line().Error("the package has no <MajorUpgrade>. v4 adds one with a sentence of its own; write it with a DowngradeErrorMessage of ours, or set UpgradeStrategy=\"none\".");
        }
    }

    // v4 puts every component into a feature of its own making when no feature is authored.
    private static void AddDefaultFeature(XElement v4, XElement v3)
    {
        var feature = new XElement(V3.Core + "Feature", new XAttribute("Id", "WixDefaultFeature"), new XAttribute("Level", "1"), new XAttribute("Display", "hidden")).At(v4.Line());
        foreach (var reference in v3.Elements().Where(e => e.Name == V3.Core + "ComponentGroupRef" || e.Name == V3.Core + "ComponentRef").ToList())
        {
            reference.Remove();
            feature.Add(reference);
        }

        feature.Add(v3.Descendants(V3.Core + "Component").Select(c => new XElement(V3.Core + "ComponentRef", new XAttribute("Id", c.Attribute("Id")!.Value)).At(c.Line())));
        v3.Add(feature);
    }

    private static bool Has(XElement v4, string child) => v4.Element(V4.Core + child) is not null;

    private static string Value(XElement element, string attribute, string otherwise) => element.Attribute(attribute)?.Value ?? otherwise;
}
