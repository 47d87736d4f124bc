using System.Xml.Linq;

namespace XenGuestTools.Build.Wix.Rules;

/// <summary>
/// The controls of a theme. A v4 theme says what a control does (close, change page, a condition); the application of WiX 3 knows its controls by name and does it by itself. So an action or a
/// condition becomes the name that WiX 3 looks for; one that has no such name stops the build.
/// </summary>
public static class ThemeControls
{
    private static readonly string[] Position = ["Height", "HexStyle", "HideWhenDisabled", "TabStop", "Visible", "Width", "X", "Y"];

    // WiX 3's name of the button that closes the window, by page.
    private static readonly Dictionary<string, string> CloseButtons = new()
    {
        ["Help"] = "HelpCancelButton", ["Install"] = "WelcomeCancelButton", ["Modify"] = "ModifyCancelButton", ["Success"] = "SuccessCancelButton", ["Failure"] = "FailureCloseButton", [""] = "CloseButton",
    };

    // A text with one wording per action is one text per action in WiX 3, by these names (v4's BOOTSTRAPPER_ACTION numbers). WiX 3 has no wording of its own for the other actions.
    private static readonly Dictionary<string, string> HeaderOfAction = new() { ["4"] = "UninstallHeader", ["6"] = "InstallHeader", ["8"] = "RepairHeader" };

    // Controls of the update check, which WiX 3 has not.
    private static readonly string[] UpdateControls = ["CheckingForUpdatesLabel", "InstallUpdateButton", "ModifyUpdateButton"];

    public static IEnumerable<ElementRule> Table { get; } =
    [
        Control("Label", "Text").HasText().Keep("Center", "DisablePrefix").Then(Label),
        Control("Button").HasText().Then(Button),
        Control("Checkbox").HasText().Then(Named),
        Control("Hyperlink").HasText().Then(Named),
        Control("Hypertext").HasText().Then(Named),
        Control("Editbox").HasText().Keep("FileSystemAutoComplete").Then(Editbox),
        Control("ImageControl", "Image").Keep("ImageFile").Then(Named),
        Control("Progressbar").Keep("ImageFile").Then(Named),
        Control("Richedit").Then(Named),
        ThemeRules.Element("Text").HasText().Consume("Condition"),

        // Read by the rule of the button that holds them.
        ThemeRules.Element("CloseWindowAction").Then((_, _, _) => []),
        ThemeRules.Element("ChangePageAction").Consume("Page", "Cancel").Require("Page").Then((_, _, _) => []),
        ThemeRules.Element("BrowseDirectoryAction").Consume("VariableName").Then((_, _, _) => []),
    ];

    private static ElementRule Control(string v4, string? v3 = null) => ThemeRules.Element(v4, v3)
        .Keep(Position)
        .Consume("Name", "FontId", "HoverFontId", "SelectedFontId", "EnableCondition", "VisibleCondition")
        .Consume("ElevationShieldCondition"); // the shield on a button: a hint that WiX 3 does without

    private static IEnumerable<XElement> Named(WixScope scope, XElement v4, XElement v3)
    {
        foreach (var font in new[] { "FontId", "HoverFontId", "SelectedFontId" })
        {
            if (v4.Attribute(font) is { } id)
            {
                v3.SetAttributeValue(font, ThemeRules.FontNumber(v4, id.Value));
            }
        }

        v3.SetAttributeValue("Name", v4.Attribute("Name")?.Value);
        return UpdateControls.Contains(v4.Attribute("Name")?.Value) ? [] : ByCondition(v4, v3);
    }

    // Conditions that WiX 3's application has built in, under the name of the control.
    private static IEnumerable<XElement> ByCondition(XElement v4, XElement v3)
    {
        var condition = v4.Attribute("VisibleCondition")?.Value ?? v4.Attribute("EnableCondition")?.Value;
        var name = (condition, PageOf(v4)) switch
        {
            (null, _) => v4.Attribute("Name")?.Value,
            ("WixStdBARestartRequired", "Success" or "Failure") => v4.Attribute("Name")?.Value ?? PageOf(v4) + "RestartText",
            ("WixStdBAShowVersion", _) => "InstallVersion",
            ("NOT WixStdBASuppressOptionsUI", _) => "OptionsButton",
            _ => throw v4.Line().Error($"the condition '{condition}' of this {v4.Name.LocalName} can't be written in WiX 3, whose application has only conditions of its own."),
        };
        v3.SetAttributeValue("Name", name);
        if (condition is not null)
        {
            v3.SetAttributeValue("HideWhenDisabled", "yes");
        }

        return [v3];
    }

    private static IEnumerable<XElement> Editbox(WixScope scope, XElement v4, XElement v3)
    {
        var result = Named(scope, v4, v3);
        if (v4.Attribute("Name")?.Value == "InstallFolder")
        {
            v3.SetAttributeValue("Name", "FolderEditbox");
        }

        return result;
    }

    private static IEnumerable<XElement> Button(WixScope scope, XElement v4, XElement v3)
    {
        var result = Named(scope, v4, v3).ToList();
        FlattenText(v4, v3);
        var name = NameByAction(v4);
        if (name is not null)
        {
            v3.SetAttributeValue("Name", name);
        }

        return result;
    }

    private static string? NameByAction(XElement v4)
    {
        if (v4.Element(V4.Theme + "CloseWindowAction") is not null)
        {
            return CloseButtons.TryGetValue(PageOf(v4), out var name) ? name : throw v4.Line().Error($"WiX 3 has no button that closes the window on the page '{PageOf(v4)}'.");
        }

        if (v4.Element(V4.Theme + "BrowseDirectoryAction") is not null)
        {
            return "BrowseButton";
        }

        return v4.Element(V4.Theme + "ChangePageAction") is { } change ? NameByPage(v4, change) : null;
    }

    private static string NameByPage(XElement v4, XElement change) => (PageOf(v4), change.Attribute("Page")!.Value, change.Attribute("Cancel")?.Value) switch
    {
        ("Install", "Options", _) => "OptionsButton",
        ("Options", "Install", "yes") => "OptionsCancelButton",
        ("Options", "Install", _) => "OptionsOkButton",
        var (from, to, _) => throw v4.Line().Error($"WiX 3 has no button that leads from the page '{from}' to '{to}'."),
    };

    private static IEnumerable<XElement> Label(WixScope scope, XElement v4, XElement v3)
    {
        FlattenText(v4, v3);
        var plain = Named(scope, v4, v3).ToList();
        if (!IsHeader(v4) || v4.ElementsBeforeSelf(V4.Theme + "Label").Any(IsHeader))
        {
            return plain;
        }

        var texts = ConditionalTexts(v4);

        var page = PageOf(v4);
        v3.SetAttributeValue("Name", page + "Header");
        v3.SetAttributeValue("HideWhenDisabled", "yes");
        return [v3, .. texts.Where(t => HeaderOfAction.ContainsKey(ActionOf(t))).Select(t => Header(v3, page + HeaderOfAction[ActionOf(t)], t.Value))];
    }

    // The first label of such a page that has a text per action; WiX 3 knows no other.
    private static bool IsHeader(XElement v4) =>
        PageOf(v4) is "Success" or "Failure" && v4.Attribute("VisibleCondition") is null && ConditionalTexts(v4).Count > 0;

    private static List<XElement> ConditionalTexts(XElement v4) => [.. v4.Elements(V4.Theme + "Text").Where(t => t.Attribute("Condition") is not null)];

    private static XElement Header(XElement like, string name, string text)
    {
        var header = new XElement(like);
        header.SetAttributeValue("Name", name);
        header.Value = text;
        return header.At(like.Line());
    }

    // The plain wording is the control's text. On a page where WiX 3 has one text only, the wordings for single actions are left out.
    private static void FlattenText(XElement v4, XElement v3)
    {
        foreach (var text in ConditionalTexts(v4))
        {
            ActionOf(text);
        }

        v3.Elements().Remove();
        if (v4.Elements(V4.Theme + "Text").FirstOrDefault(t => t.Attribute("Condition") is null) is { } plain)
        {
            v3.Add(new XText(plain.Value));
        }
    }

    private static string ActionOf(XElement text)
    {
        var condition = text.Attribute("Condition")!.Value;
        var parts = condition.Split('=', StringSplitOptions.TrimEntries);
        return parts is ["WixBundleAction", var action]
            ? action
            : throw text.Line().Error($"the condition '{condition}' of a text can't be written in WiX 3. It has one text per action (WixBundleAction = 4, 6, 8).");
    }

    private static string PageOf(XElement v4) => v4.Ancestors(V4.Theme + "Page").FirstOrDefault()?.Attribute("Name")?.Value ?? "";
}
