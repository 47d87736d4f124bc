using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>Words of a package's basic UI. v4 has them in attributes, WiX 3 as text. Our packages have no dialogs of their own: the wizard is the bundle's.</summary>
public static class UiRules
{
    public static IEnumerable<ElementRule> Table { get; } =
    [
        Core("UI").Keep("Id"),
        Core("UIRef").Keep("Id"),
        Core("ProgressText").Keep("Action", "Template").AsText("Message"),
        Core("UIText").Keep("Id").AsText("Value"),
        Core("Error").Keep("Id").AsText("Message"),
    ];

    private static ElementRule Core(string name) => new(V4.Core + name, V3.Core + name);
}
