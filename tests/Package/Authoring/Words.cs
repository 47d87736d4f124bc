using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XenGuestTools.Tests.Package.Authoring;

/// <summary>Words that a user sees are in .wxl files and nowhere else.</summary>
public partial class Words
{
    // What Windows Installer and Burn show to a user.
    private static readonly string[] Visible =
        ["Bundle/Name", "Condition/Message", "Feature/Title", "Launch/Message", "MajorUpgrade/DowngradeErrorMessage", "Package/Name", "ProgressText/Message", "ServiceInstall/Description", "ServiceInstall/DisplayName"];

    // Asked for by WixStandardBootstrapperApplication and not by the theme.
    private static readonly string[] AskedByTheApplication =
    [
        "ConfirmCancelMessage", "ExecuteUpgradeRelatedBundleMessage", "FilesInUseCloseRadioButton", "FilesInUseDontCloseRadioButton", "FilesInUseExitButton", "FilesInUseIgnoreButton", "FilesInUseLabel",
        "FilesInUseNetfxCloseRadioButton", "FilesInUseRetryButton", "FilesInUseTitle",
    ];

    [Fact]
    public void That_a_user_sees_are_never_in_a_source()
    {
        var literal = from source in WixSource.All()
                      from attribute in source.Document.Descendants().Attributes()
                      where Visible.Contains($"{attribute.Parent!.Name.LocalName}/{attribute.Name.LocalName}")
                      where Reference().Replace(attribute.Value, "").Any(char.IsLetter)
                      select $"{source.Name}: {attribute.Parent!.Name.LocalName} {attribute}";

        Assert.Empty(literal);
    }

    [Theory]
    [InlineData("installer")]
    [InlineData("bundle")]
    public void Of_a_folder_are_all_used_and_all_there(string folder)
    {
        var path = Path.Combine(Checkout.Paths.Root, folder);
        var used = Directory.GetFiles(path, "*.wxs").SelectMany(f => Ids(WixSource.Load(f).Document, SourceReference())).ToHashSet();
        var defined = Directory.GetFiles(path, "*.wxl").Where(f => !IsOfTheTheme(f)).SelectMany(Defined).ToList();

        Assert.Equal(used.Order(), defined.Order());
    }

    [Fact]
    public void Of_the_theme_are_all_used_and_all_there()
    {
        var used = Ids(XDocument.Load(Path.Combine(Checkout.Bundle, "Theme.xml")), ThemeReference()).Concat(AskedByTheApplication).ToHashSet();

        Assert.Equal(used.Order(), Defined(Path.Combine(Checkout.Bundle, "Theme.wxl")).Order());
    }

    [Fact]
    public void Are_ASCII()
    {
        // A neutral .wxl gives the database no code page, and then no other letters. Languages come with a Culture.
        Assert.All(WixSource.Files("*.wxl"), f => Assert.True(File.ReadAllText(f).All(char.IsAscii), f));
    }

    private static bool IsOfTheTheme(string file) => Path.GetFileName(file) == "Theme.wxl";

    private static IEnumerable<string> Defined(string file) =>
        XDocument.Load(file).Descendants(XName.Get("String", WixSource.Wxl)).Select(s => s.Attribute("Id")!.Value);

    private static IEnumerable<string> Ids(XDocument document, Regex reference) =>
        document.Descendants().SelectMany(e => e.Attributes().Select(a => a.Value).Append(e.Value)).SelectMany(t => reference.Matches(t)).Select(m => m.Groups[1].Value);

    [GeneratedRegex(@"[$!]\([\w.]+\)")]
    private static partial Regex Reference();

    [GeneratedRegex(@"!\(loc\.(\w+)\)")]
    private static partial Regex SourceReference();

    [GeneratedRegex(@"#\(loc\.(\w+)\)")]
    private static partial Regex ThemeReference();
}
