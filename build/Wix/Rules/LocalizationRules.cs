using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Localization files (.wxl), for packages and for the bundle's theme: v4 has a string's words in an attribute, WiX 3 as text.</summary>
public static class LocalizationRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        Wxl("WixLocalization").Keep("Codepage", "Culture", "Language"),
        Wxl("String").Keep("Id", "Localizable", "Overridable").AsText("Value").Require("Id", "Value"),
    ];

    private static ElementRule Wxl(string name) => new(V4.Localization + name, V3.Localization + name);
}
