using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_package : IDisposable
{
    private const string Attributes = """Name="Xen" Manufacturer="M" Version="1.2.3" UpgradeCode="11111111-2222-3333-4444-555555555555" """;
    private const string Upgrade = """<MajorUpgrade DowngradeErrorMessage="no" />""";

    private readonly Authoring authoring = new();

    public void Dispose() => authoring.Dispose();

    [Fact]
    public void Becomes_a_product_with_a_package_of_v4_defaults()
    {
        var product = authoring.Convert($"<Package {Attributes}>{Upgrade}</Package>").Only("Product");
        var package = product.Elements().First();

        Assert.Equal(("*", "Xen", "1033", "1.2.3"), (product.Get("Id"), product.Get("Name"), product.Get("Language"), product.Get("Version")));
        Assert.Equal(V3.Core + "Package", package.Name);
        Assert.Equal(("500", "yes", "perMachine", "x64"), (package.Get("InstallerVersion"), package.Get("Compressed"), package.Get("InstallScope"), package.Get("Platform")));
        Assert.Equal("cab{0}.cab", product.Only("MediaTemplate").Get("CabinetTemplate"));
    }

    [Fact]
    public void Keeps_what_it_says_itself()
    {
        var product = authoring.Convert($"""
            <Package {Attributes} ProductCode="22222222-2222-3333-4444-555555555555" Language="1031" Codepage="65001" Scope="perUser" Compressed="no" InstallerVersion="405" ShortNames="yes">
            {Upgrade}<MediaTemplate EmbedCab="yes" CompressionLevel="high" /><SummaryInformation Description="D" Codepage="1250" /></Package>
            """).Only("Product");
        var package = product.Only("Package");

        Assert.Equal(("22222222-2222-3333-4444-555555555555", "1031", "65001"), (product.Get("Id"), product.Get("Language"), product.Get("Codepage")));
        Assert.Equal(("perUser", "no", "405", "yes", "D", "1250"),
            (package.Get("InstallScope"), package.Get("Compressed"), package.Get("InstallerVersion"), package.Get("ShortNames"), package.Get("Description"), package.Get("SummaryCodepage")));
        Assert.Equal("yes", product.Only("MediaTemplate").Get("EmbedCab"));
    }

    [Fact]
    public void Without_a_feature_gets_one_with_all_its_components()
    {
        var product = authoring.Convert($"""
            <Package {Attributes}>{Upgrade}<ComponentGroupRef Id="G" /><ComponentRef Id="C" /><Component Id="D" Directory="TARGETDIR" KeyPath="yes" /></Package>
            """).Only("Product");
        var feature = product.Only("Feature");

        Assert.Equal(("WixDefaultFeature", "1", "hidden"), (feature.Get("Id"), feature.Get("Level"), feature.Get("Display")));
        Assert.Equal(["G", "C", "D"], feature.Elements().Select(e => e.Get("Id")!));
        Assert.Empty(product.Elements(V3.Core + "ComponentGroupRef"));
    }

    [Fact]
    public void With_a_feature_keeps_it()
    {
        var product = authoring.Convert($"""<Package {Attributes}>{Upgrade}<Feature Id="F" AllowAbsent="no" AllowAdvertise="no" Title="T"><Level Value="0" Condition="X" /></Feature><Feature Id="G" /></Package>""").Only("Product");
        var features = product.Elements(V3.Core + "Feature").ToList();

        Assert.Equal(["F", "G"], features.Select(f => f.Get("Id")!));
        Assert.Equal(("disallow", "no"), (features[0].Get("Absent"), features[0].Get("AllowAdvertise")));
        Assert.Equal("allow", features[1].Get("AllowAdvertise"));
        Assert.Equal(("0", "X"), (features[0].Only("Condition").Get("Level"), features[0].Only("Condition").Value));
    }

    [Fact]
    public void Says_a_launch_condition_as_text()
    {
        var condition = authoring.Convert($"""<Package {Attributes}>{Upgrade}<Launch Condition="VersionNT64 &gt;= 603" Message="!(loc.Old)" /></Package>""").Only("Condition");

        Assert.Equal(("VersionNT64 >= 603", "!(loc.Old)"), (condition.Value, condition.Get("Message")));
    }

    [Theory]
    [InlineData("", "no <MajorUpgrade>")]
    [InlineData("<MajorUpgrade IgnoreLanguage=\"no\" />", "IgnoreLanguage")]
    public void Must_say_how_it_is_upgraded(string body, string expected) =>
        Assert.Contains(expected, Assert.Throws<BuildException>(() => authoring.Convert($"<Package {Attributes}>{body}</Package>")).Message, StringComparison.Ordinal);

    [Fact]
    public void May_have_no_upgrade_when_it_says_so() => Assert.NotNull(authoring.Convert($"""<Package {Attributes} UpgradeStrategy="none" />""").Only("Product"));

    [Fact]
    public void Can_not_choose_between_machine_and_user_at_run_time() =>
        Assert.Contains("perMachineOrUser", Assert.Throws<BuildException>(() => authoring.Convert($"""<Package {Attributes} Scope="perMachineOrUser">{Upgrade}</Package>""")).Message, StringComparison.Ordinal);
}
