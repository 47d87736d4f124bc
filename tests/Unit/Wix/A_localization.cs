using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_localization
{
    [Fact]
    public void Has_its_words_as_text()
    {
        using var authoring = new Authoring().With("a.wxl", """<WixLocalization Culture="en-us" xmlns="http://wixtoolset.org/schemas/v4/wxl"><String Id="A" Value="Words &amp; &lt;a href=&quot;#&quot;&gt;more&lt;/a&gt;" Overridable="yes" /></WixLocalization>""");

        var root = authoring.ConvertFile("a.wxl");

        Assert.Equal(V3.Localization + "WixLocalization", root.Name);
        Assert.Equal(("en-us", "A", "yes", "Words & <a href=\"#\">more</a>"), (root.Get("Culture"), root.Elements().Single().Get("Id"), root.Elements().Single().Get("Overridable"), root.Value));
    }

    [Fact]
    public void Of_a_package_is_preprocessed()
    {
        using var authoring = new Authoring().With("a.wxl", """<WixLocalization xmlns="http://wixtoolset.org/schemas/v4/wxl"><String Id="A" Value="needs $(Name)" /></WixLocalization>""");
        authoring.Defines["Name"] = "Windows";
        var package = authoring.Package("<Fragment />") with { Localizations = [Path.Combine(authoring.Folder, "a.wxl")] };

        var levelled = DownLevelledPackage.From(package, authoring.Folder);

        Assert.Equal("needs Windows", levelled.Localizations.Values.Single().Root!.Value);
        Assert.Equal(["neutral", "en-us"], levelled.Cultures);
    }
}
