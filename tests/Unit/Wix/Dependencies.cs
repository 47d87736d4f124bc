using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class Dependencies : IDisposable
{
    private readonly Authoring authoring = new();

    public void Dispose() => authoring.Dispose();

    [Fact]
    public void Are_of_the_extension()
    {
        var component = Level("""<Provides Key="A" dep:Check="yes"><Requires ProviderKey="B" Minimum="1.0" dep:Enforce="yes" /></Provides>""").Only("Component");

        var provides = component.Elements(V3.Dependency + "Provides").Single();
        Assert.Equal(("A", "B", "1.0"), (provides.Get("Key"), provides.Elements().Single().Get("ProviderKey"), provides.Elements().Single().Get("Minimum")));
        Assert.All(provides.DescendantsAndSelf(), e => Assert.DoesNotContain(e.Attributes(), a => a.Name.LocalName is "Check" or "Enforce"));
    }

    [Fact]
    public void Are_the_key_path_whatever_else_claims_to_be() =>
        Assert.Null(Level("""<RegistryValue Root="HKLM" Key="K" Value="V" Type="string" KeyPath="yes" /><Provides Key="A" />""").Only("RegistryValue").Get("KeyPath"));

    [Fact]
    public void That_are_to_be_checked_leave_the_actions_of_the_extension_alone() =>
        Assert.Empty(Level("""<Provides Key="A" dep:Check="yes"><Requires ProviderKey="B" dep:Enforce="yes" /></Provides>""").Descendants(V3.Core + "Custom"));

    [Theory]
    [InlineData("""<Provides Key="A" />""", "WixDependencyCheck")]
    [InlineData("""<Provides Key="A" dep:Check="no"><Requires ProviderKey="B" /></Provides>""", "WixDependencyCheck WixDependencyRequire")]
    public void That_are_not_to_be_checked_switch_the_actions_off(string body, string actions)
    {
        var customs = Level(body).Descendants(V3.Core + "Custom").ToList();

        Assert.Equal(actions.Split(' '), customs.Select(c => c.Get("Action")!).Order());
        Assert.All(customs, c => Assert.Equal("0", c.Value));
    }

    [Fact]
    public void Checked_and_not_checked_in_one_package_are_refused() =>
        Assert.Contains("all of a package or none", Assert.Throws<BuildException>(() => Level("""<Provides Key="A" /><Provides Key="B" dep:Check="yes" />""")).Message, StringComparison.Ordinal);

    private System.Xml.Linq.XElement Level(string body) => authoring.Level($"""
        <Package Name="N" Manufacturer="M" Version="1.0" UpgradeCode="11111111-2222-3333-4444-555555555555" UpgradeStrategy="none"><Component Id="C" Directory="TARGETDIR" Bitness="always32">{body}</Component></Package>
        """).Sources.First().Value.Root!;
}
