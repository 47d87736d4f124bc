using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_theme
{
    [Fact]
    public void Has_window_fonts_controls_and_pages_side_by_side()
    {
        var theme = Theme("""<ImageControl X="1" Y="1" Width="1" Height="1" ImageFile="logo.png" Visible="yes" /><Page Name="Help" />""");

        Assert.Equal(["Window", "Font", "Font", "Image", "Page"], theme.Elements().Select(e => e.Name.LocalName));
        Assert.All(theme.DescendantsAndSelf(), e => Assert.Equal(V3.Theme, e.Name.Namespace));
        Assert.Equal(("#(loc.Caption)", "0"), (theme.Elements().First().Value, theme.Elements().First().Get("FontId")));
    }

    [Fact]
    public void Has_numbers_for_fonts_and_their_colours()
    {
        var font = Theme("").Elements(V3.Theme + "Font").Last();

        Assert.Equal(("1", "6d6d6d", "Segoe UI"), (font.Get("Id"), font.Get("Foreground"), font.Value));
        Assert.Equal("1", Page("Help", """<Label X="1" Y="1" Width="1" Height="1" FontId="title">T</Label>""").Single().Get("FontId"));
    }

    [Theory]
    [InlineData("Help", "<CloseWindowAction />", "HelpCancelButton")]
    [InlineData("Install", "<CloseWindowAction />", "WelcomeCancelButton")]
    [InlineData("Modify", "<CloseWindowAction />", "ModifyCancelButton")]
    [InlineData("Success", "<CloseWindowAction />", "SuccessCancelButton")]
    [InlineData("Failure", "<CloseWindowAction />", "FailureCloseButton")]
    [InlineData("Install", "<ChangePageAction Page=\"Options\" />", "OptionsButton")]
    [InlineData("Options", "<ChangePageAction Page=\"Install\" />", "OptionsOkButton")]
    [InlineData("Options", "<ChangePageAction Page=\"Install\" Cancel=\"yes\" />", "OptionsCancelButton")]
    [InlineData("Options", "<BrowseDirectoryAction VariableName=\"InstallFolder\" />", "BrowseButton")]
    public void Names_a_button_by_what_it_does(string page, string action, string name)
    {
        var button = Page(page, $"""<Button Name="x" X="1" Y="1" Width="1" Height="1"><Text>#(loc.T)</Text>{action}</Button>""").Single();

        Assert.Equal((name, "#(loc.T)"), (button.Get("Name"), button.Value));
    }

    [Fact]
    public void Keeps_the_names_that_both_know() =>
        Assert.Equal("InstallButton", Page("Install", """<Button Name="InstallButton" X="1" Y="1" Width="1" Height="1" ElevationShieldCondition="NOT WixBundleElevated">I</Button>""").Single().Get("Name"));

    [Theory]
    [InlineData("Success", "WixStdBARestartRequired", "SuccessRestartText")]
    [InlineData("Failure", "WixStdBARestartRequired", "FailureRestartText")]
    [InlineData("Install", "WixStdBAShowVersion", "InstallVersion")]
    [InlineData("Install", "NOT WixStdBASuppressOptionsUI", "OptionsButton")]
    public void Names_a_control_by_its_condition(string page, string condition, string name)
    {
        var label = Page(page, $"""<Label X="1" Y="1" Width="1" Height="1" VisibleCondition="{condition}">T</Label>""").Single();

        Assert.Equal((name, "yes"), (label.Get("Name"), label.Get("HideWhenDisabled")));
    }

    [Fact]
    public void Has_one_header_per_action_where_WiX_3_has()
    {
        var headers = Page("Success", """
            <Label X="1" Y="1" Width="1" Height="1"><Text>done</Text><Text Condition="WixBundleAction = 4">removed</Text><Text Condition="WixBundleAction = 6">installed</Text>
            <Text Condition="WixBundleAction = 2">laid out</Text></Label>
            """).ToList();

        Assert.Equal(["SuccessHeader", "SuccessUninstallHeader", "SuccessInstallHeader"], headers.Select(h => h.Get("Name")!));
        Assert.Equal(["done", "removed", "installed"], headers.Select(h => h.Value));
    }

    [Fact]
    public void Shows_the_plain_wording_of_a_second_label_on_a_page_with_one_header_per_action()
    {
        const string Label = """<Label X="1" Y="1" Width="1" Height="1"><Text>done</Text><Text Condition="WixBundleAction = 4">removed</Text></Label>""";

        var labels = Page("Success", Label + Label.Replace("done", "all done", StringComparison.Ordinal)).ToList();

        Assert.Equal([("SuccessHeader", "done"), ("SuccessUninstallHeader", "removed"), (null, "all done")], labels.Select(l => (l.Get("Name"), l.Value)));
    }

    [Fact]
    public void Shows_the_plain_wording_where_WiX_3_has_one_only()
    {
        var label = Page("Progress", """<Label X="1" Y="1" Width="1" Height="1"><Text>working</Text><Text Condition="WixBundleAction = 4">removing</Text></Label>""").Single();

        Assert.Equal("working", label.Value);
    }

    [Fact]
    public void Leaves_out_the_update_check() =>
        Assert.Empty(Page("Install", """<Button Name="InstallUpdateButton" X="1" Y="1" Width="1" Height="1" EnableCondition="WixStdBAUpdateAvailable" HideWhenDisabled="yes">U</Button>"""));

    [Fact]
    public void Calls_the_folder_box_by_its_old_name() =>
        Assert.Equal("FolderEditbox", Page("Options", """<Editbox Name="InstallFolder" X="1" Y="1" Width="1" Height="1" FileSystemAutoComplete="yes" />""").Single().Get("Name"));

    [Theory]
    [InlineData("""<Label X="1" Y="1" Width="1" Height="1" VisibleCondition="Mine = 1">T</Label>""", "condition 'Mine = 1'")]
    [InlineData("""<Label X="1" Y="1" Width="1" Height="1"><Text Condition="Mine">T</Text></Label>""", "condition 'Mine'")]
    [InlineData("""<Button X="1" Y="1" Width="1" Height="1"><ChangePageAction Page="Mine" /></Button>""", "from the page 'Install' to 'Mine'")]
    [InlineData("""<Label X="1" Y="1" Width="1" Height="1" FontId="big">T</Label>""", "no font 'big'")]
    [InlineData("""<CommandLink X="1" Y="1" Width="1" Height="1" />""", "<CommandLink>")]
    public void Refuses_what_the_application_of_WiX_3_can_not_do(string control, string expected) =>
        Assert.Contains(expected, Assert.Throws<BuildException>(() => Page("Install", control)).Message, StringComparison.Ordinal);

    private static IEnumerable<XElement> Page(string name, string controls) => Theme($"""<Page Name="{name}">{controls}</Page>""").Element(V3.Theme + "Page")!.Elements();

    private static XElement Theme(string content)
    {
        using var authoring = new Authoring().With("thm.xml", $"""
            <Theme xmlns="http://wixtoolset.org/schemas/v4/thmutil"><Font Id="0" Height="-12" Weight="500" Foreground="windowtext" Background="ffffff">Segoe UI</Font>
            <Font Id="title" Height="-22" Weight="500" Foreground="graytext">Segoe UI</Font><Window Width="485" Height="300" HexStyle="100a0000" FontId="0" Caption="#(loc.Caption)">{content}</Window></Theme>
            """);
        return authoring.ConvertFile("thm.xml");
    }
}
