using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_bundle : IDisposable
{
    private readonly Authoring authoring = new();

    public void Dispose() => authoring.Dispose();

    [Fact]
    public void Keeps_its_identity_and_has_a_full_path_for_its_icon()
    {
        var bundle = Bundle("", """IconSourceFile="!(bindpath.here)x.ico" DisableModify="yes" AboutUrl="u" ProviderKey="K" InProgressName="P" """);

        Assert.Equal(("B", "1.0", "yes", "u"), (bundle.Get("Name"), bundle.Get("Version"), bundle.Get("DisableModify"), bundle.Get("AboutUrl")));
        Assert.EndsWith("\\x.ico", bundle.Get("IconSourceFile"), StringComparison.Ordinal);
        Assert.Equal("K", bundle.Attribute(V3.Dependency + "ProviderKey")!.Value);
    }

    [Fact]
    public void Refers_to_the_standard_application_by_theme()
    {
        var reference = Bundle("""
            <BootstrapperApplication><bal:WixStandardBootstrapperApplication Theme="rtfLicense" LicenseFile="l.rtf" LogoFile="logo.png" ShowVersion="yes" SuppressOptionsUI="yes" /></BootstrapperApplication>
            """).Only("BootstrapperApplicationRef");
        var standard = reference.Elements(V3.Bal + "WixStandardBootstrapperApplication").Single();

        Assert.Equal("WixStandardBootstrapperApplication.RtfLicense", reference.Get("Id"));
        Assert.Equal(("yes", "yes", null), (standard.Get("ShowVersion"), standard.Get("SuppressOptionsUI"), standard.Get("Theme")));
        Assert.All([standard.Get("LicenseFile"), standard.Get("LogoFile")], f => Assert.StartsWith("Z:\\", f, StringComparison.Ordinal));
    }

    [Fact]
    public void Carries_its_theme_and_the_words_for_it_in_WiX_3_form()
    {
        authoring.With("t.xml", """<Theme xmlns="http://wixtoolset.org/schemas/v4/thmutil"><Window Width="1" Height="1" /></Theme>""");
        authoring.With("t.wxl", """<WixLocalization xmlns="http://wixtoolset.org/schemas/v4/wxl"><String Id="A" Value="a" /></WixLocalization>""");
        authoring.With("1031/thm.wxl", """<WixLocalization xmlns="http://wixtoolset.org/schemas/v4/wxl"><String Id="A" Value="ä" /></WixLocalization>""");

        var reference = Bundle("""
            <BootstrapperApplication><bal:WixStandardBootstrapperApplication Theme="rtfLicense" LicenseFile="l.rtf" ThemeFile="t.xml" LocalizationFile="t.wxl" /><Payload Name="1031\thm.wxl" SourceFile="1031\thm.wxl" />
            </BootstrapperApplication>
            """).Only("BootstrapperApplicationRef");

        Assert.Equal(3, authoring.Scope.Conversions.Count);
        Assert.All(authoring.Scope.Conversions.Values, c => Assert.DoesNotContain("v4", c.Root!.Name.NamespaceName, StringComparison.Ordinal));
        Assert.Contains(WixScope.WinePath(authoring.Scope.Conversions.Keys.Single(k => k.EndsWith("t.xml", StringComparison.Ordinal))), reference.Elements().First().Get("ThemeFile"), StringComparison.Ordinal);
        Assert.Contains(WixScope.WinePath(Path.Combine(authoring.Folder, "generated")), reference.Only("Payload").Get("SourceFile"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""<BootstrapperApplication><bal:WixStandardBootstrapperApplication Theme="none" /></BootstrapperApplication>""", "Theme=\"none\"")]
    [InlineData("""<BootstrapperApplication><bal:WixStandardBootstrapperApplication Theme="rtfLicense" LicenseFile="l.rtf" ThemeFile="gone.xml" /></BootstrapperApplication>""", "there is no file")]
    [InlineData("<BootstrapperApplication />", "only bal:WixStandardBootstrapperApplication")]
    [InlineData("""<Variable Name="V" Type="string" Value="[X]" />""", "literal in v4")]
    public void Refuses_what_is_not_there_or_not_in_WiX_3(string body, string expected) =>
        Assert.Contains(expected, Assert.Throws<BuildException>(() => Bundle(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void Has_conditions_as_text()
    {
        var condition = Bundle("""<bal:Condition Message="m" Condition="VersionNT64 &gt;= v10.0" />""").Elements(V3.Bal + "Condition").Single();

        Assert.Equal(("m", "VersionNT64 >= v10.0"), (condition.Get("Message"), condition.Value));
    }

    [Theory]
    [InlineData("Type=\"string\" Value=\"\"", "string")]
    [InlineData("Type=\"formatted\" Value=\"[X]\"", "string")]
    [InlineData("Type=\"numeric\" Value=\"0\"", "numeric")]
    [InlineData("Value=\"[X]\"", null)]
    public void Has_variables_that_the_command_line_may_set(string attributes, string? type)
    {
        var variable = Bundle($"""<Variable Name="V" {attributes} bal:Overridable="yes" />""").Only("Variable");

        Assert.Equal((type, "yes"), (variable.Get("Type"), variable.Attribute(V3.Bal + "Overridable")!.Value));
    }

    [Fact]
    public void Searches_the_64_bit_registry_unless_told_otherwise()
    {
        var searches = Bundle("""<util:RegistrySearch Variable="A" Root="HKLM" Key="K" Value="V" /><util:RegistrySearch Variable="B" Root="HKLM" Key="K" Bitness="always32" Result="exists" />""")
            .Elements(V3.Util + "RegistrySearch").ToList();

        Assert.Equal(["yes", "no"], searches.Select(s => s.Get("Win64")!));
    }

    private XElement Bundle(string body, string attributes = "") =>
        authoring.Convert($"""<Bundle Name="B" Version="1.0" Manufacturer="M" UpgradeCode="11111111-2222-3333-4444-555555555555" {attributes}>{body}</Bundle>""").Only("Bundle");
}
