using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>
/// The bundle and its bootstrapper application. v4 names the standard application as an element with a Theme; WiX 3 refers to it by an id that holds the theme. A theme of ours and its words are
/// converted as well (<see cref="ThemeRules"/>).
/// </summary>
public static class BundleRules
{
    private static readonly string[] LaunchAttributes = ["LaunchArguments", "LaunchHidden", "LaunchTarget", "LaunchTargetElevatedId", "LaunchWorkingFolder"];

    private static readonly Dictionary<string, string> ReferenceByTheme = new()
    {
        ["rtfLicense"] = "RtfLicense", ["rtfLargeLicense"] = "RtfLargeLicense", ["hyperlinkLicense"] = "HyperlinkLicense",
        ["hyperlinkLargeLicense"] = "HyperlinkLargeLicense", ["hyperlinkSidebarLicense"] = "HyperlinkSidebarLicense",
    };

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("Bundle")
            .Keep("AboutUrl", "Compressed", "Condition", "Copyright", "DisableModify", "DisableRemove", "HelpTelephone", "HelpUrl", "Manufacturer", "Name", "ParentName", "Tag", "UpdateUrl", "UpgradeCode", "Version")
            .Rename("ProviderKey", V3.Dependency + "ProviderKey")
            .Consume("IconSourceFile", "SplashScreenSourceFile", "InProgressName") // InProgressName: what the list of programs shows while the setup runs; WiX 3 shows the Name.
            .Refuse("Id", "v4 derives the UpgradeCode from it; write UpgradeCode.")
            .Require("UpgradeCode")
            .Then(Bundle),
        Core("Log").Keep("Disable", "Extension", "PathVariable", "Prefix"),
        Core("OptionalUpdateRegistration").Keep("Classification", "Department", "Manufacturer", "Name", "ProductFamily"),
        Core("RelatedBundle").Rename("Code", "Id").Values("Action", ("detect", "Detect"), ("upgrade", "Upgrade"), ("addon", "Addon"), ("patch", "Patch")),
        Core("Variable").Keep("Hidden", "Name", "Persisted", "Type", "Value").Rename(V4.Bal + "Overridable", V3.Bal + "Overridable").Then(Variable),
        new ElementRule(V4.Bal + "Condition", V3.Bal + "Condition").Keep("Message").AsText("Condition").Require("Condition", "Message"),
        new ElementRule(V4.Core + "BootstrapperApplication", V3.Core + "BootstrapperApplicationRef").Then(Application),
        new ElementRule(V4.Bal + "WixStandardBootstrapperApplication", V3.Bal + "WixStandardBootstrapperApplication")
            .Keep([.. LaunchAttributes, "LicenseUrl", "ShowVersion", "SupportCacheOnly", "SuppressDowngradeFailure", "SuppressOptionsUI", "SuppressRepair"])
            .Consume("Theme", "LicenseFile", "LogoFile", "LogoSideFile", "ThemeFile", "LocalizationFile")
            .Require("Theme")
            .Then(StandardApplication),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);

    private static IEnumerable<XElement> Bundle(WixScope scope, XElement v4, XElement v3)
    {
        SetFile(scope, v4, v3, "IconSourceFile");
        SetFile(scope, v4, v3, "SplashScreenSourceFile");
        return [v3];
    }

    // v4 tells a literal string from one whose [variables] are filled in; WiX 3 always fills them in, and calls that a string.
    private static IEnumerable<XElement> Variable(WixScope scope, XElement v4, XElement v3)
    {
        var hasBrackets = v4.Attribute("Value")?.Value.Contains('[', StringComparison.Ordinal) == true;
        if (v4.Attribute("Type")?.Value == "formatted")
        {
            v3.SetAttributeValue("Type", "string");
        }
        else if (hasBrackets && v4.Attribute("Type") is not null)
        {
            throw v4.Line().Error("Variable/@Value has a [: literal in v4, a variable in WiX 3. Write Type=\"formatted\" if it is one; WiX 3 can't express the literal.");
        }

        return [v3];
    }

    private static IEnumerable<XElement> Application(WixScope scope, XElement v4, XElement v3)
    {
        var standard = v4.Element(V4.Bal + "WixStandardBootstrapperApplication")
            ?? throw v4.Line().Error("only bal:WixStandardBootstrapperApplication has a rule; WiX 3 hosts other applications in another way.");
        var theme = standard.Attribute("Theme")!.Value;
        if (!ReferenceByTheme.TryGetValue(theme, out var id))
        {
            throw standard.Line().Error($"WixStandardBootstrapperApplication/@Theme=\"{theme}\" can't be written in WiX 3. It knows: {string.Join(", ", ReferenceByTheme.Keys)}.");
        }

        v3.SetAttributeValue("Id", "WixStandardBootstrapperApplication." + id);
        return [v3];
    }

    private static IEnumerable<XElement> StandardApplication(WixScope scope, XElement v4, XElement v3)
    {
        foreach (var attribute in new[] { "LicenseFile", "LogoFile", "LogoSideFile" })
        {
            SetFile(scope, v4, v3, attribute);
        }

        foreach (var attribute in new[] { "ThemeFile", "LocalizationFile" })
        {
            if (v4.Attribute(attribute) is { } source)
            {
                v3.SetAttributeValue(attribute, scope.Converted(scope.Resolve(source.Value, v4.Line()), v4.Line()));
            }
        }

        return [v3];
    }

    private static void SetFile(WixScope scope, XElement v4, XElement v3, string attribute)
    {
        if (v4.Attribute(attribute) is { } source)
        {
            v3.SetAttributeValue(attribute, scope.Input(scope.Resolve(source.Value, v4.Line()), v4.Line()));
        }
    }
}
