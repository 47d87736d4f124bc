using System.Globalization;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>
/// The frame of a theme of WixStandardBootstrapperApplication. In v4 the window holds everything and is titled by an attribute; in WiX 3 window, fonts, controls and pages are siblings. Fonts of
/// WiX 3 have numbers for ids and for colours.
/// </summary>
public static class ThemeRules
{
    // The names that a v4 theme may use for Windows's own colours, with their default values.
    private static readonly Dictionary<string, string> SystemColours = new(StringComparer.OrdinalIgnoreCase)
    {
        ["btnface"] = "f0f0f0", ["btntext"] = "000000", ["graytext"] = "6d6d6d", ["highlight"] = "0078d7", ["highlighttext"] = "ffffff", ["hotlight"] = "0066cc", ["window"] = "ffffff", ["windowtext"] = "000000",
    };

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Element("Theme").Then((_, _, v3) => [Flat(v3)]),
        Element("Font").HasText().Keep("Height", "Underline", "Weight").Consume("Id", "Foreground", "Background").Require("Id").Then(Font),
        Element("Window").Keep("AutoResize", "Height", "HexStyle", "IconFile", "MinimumHeight", "MinimumWidth", "Width").Consume("Caption", "FontId").Then(Window),
        Element("Page").Keep("Name").Require("Name"),
        .. ThemeControls.Table,
    ];

    /// <summary>The number of a font that v4 may call by any name: its place in the theme.</summary>
    internal static string FontNumber(XElement v4, string id)
    {
        var fonts = v4.AncestorsAndSelf().Last().Elements(V4.Theme + "Font").Select(f => f.Attribute("Id")?.Value).ToList();
        var number = fonts.IndexOf(id);
        return number >= 0 ? number.ToString(CultureInfo.InvariantCulture) : throw v4.Line().Error($"the theme has no font '{id}'.");
    }

    internal static ElementRule Element(string v4, string? v3 = null) => new(V4.Theme + v4, V3.Theme + (v3 ?? v4));

    private static IEnumerable<XElement> Font(WixScope scope, XElement v4, XElement v3)
    {
        v3.SetAttributeValue("Id", FontNumber(v4, v4.Attribute("Id")!.Value));
        foreach (var name in new[] { "Foreground", "Background" })
        {
            if (v4.Attribute(name)?.Value is { } colour)
            {
                v3.SetAttributeValue(name, SystemColours.TryGetValue(colour, out var hex) ? hex : Hex(v4, colour));
            }
        }

        return [v3];
    }

    private static string Hex(XElement v4, string colour) =>
        colour.Length == 6 && colour.All(char.IsAsciiHexDigit)
            ? colour
            : throw v4.Line().Error($"the colour '{colour}' is neither six hex digits nor one of {string.Join(", ", SystemColours.Keys)}.");

    private static IEnumerable<XElement> Window(WixScope scope, XElement v4, XElement v3)
    {
        if (v4.Attribute("FontId") is { } font)
        {
            v3.SetAttributeValue("FontId", FontNumber(v4, font.Value));
        }

        v3.AddFirst(new XText(v4.Attribute("Caption")?.Value ?? ""));
        return [v3];
    }

    // Window first, without its content; then the fonts, then what the window held.
    private static XElement Flat(XElement theme)
    {
        var window = theme.Element(V3.Theme + "Window") ?? throw theme.Line().Error("the theme has no <Window>.");
        var content = window.Elements().ToList();
        window.Elements().Remove();
        window.Remove();
        theme.AddFirst(window);
        theme.Add(content);
        return theme;
    }
}
