using XenGuestTools.Build.Wix;
using XenGuestTools.Build.Wix.Rules;

namespace XenGuestTools.Tests.Wix;

public sealed class Folders_and_components
{
    [Fact]
    public void A_standard_folder_is_referred_to()
    {
        var folder = Authoring.Single("""<StandardDirectory Id="ProgramFiles6432Folder"><Directory Id="P" Name="Xen" /></StandardDirectory>""");

        Assert.Equal((V3.Core + "DirectoryRef", "ProgramFiles64Folder"), (folder.Name, folder.Get("Id")));
        Assert.Equal("Xen", folder.Only("Directory").Get("Name"));
    }

    [Fact]
    public void Every_standard_folder_is_declared_once_and_below_TARGETDIR()
    {
        var declared = DirectoryRules.StandardDirectories().Descendants(V3.Core + "Directory").ToList();

        Assert.Equal(declared.Count, declared.Select(d => d.Get("Id")).Distinct().Count());
        Assert.Contains("ProgramFiles64Folder", declared.Select(d => d.Get("Id")));
        Assert.All(declared.Where(d => d.Get("Id") != "TARGETDIR"), d => Assert.Equal("TARGETDIR", d.Parent!.Get("Id")));
    }

    [Fact]
    public void An_unknown_standard_folder_is_refused() => Assert.Contains("Id=\"Desktop\"", Authoring.Refusal("""<StandardDirectory Id="Desktop" />"""), StringComparison.Ordinal);

    [Fact]
    public void A_name_of_several_levels_becomes_nested_folders_and_the_id_is_the_innermost()
    {
        var outer = Authoring.Single("""<DirectoryRef Id="P"><Directory Id="D" Name="Drivers\xenvif" /></DirectoryRef>""").Elements().Single();

        Assert.Equal("Drivers", outer.Get("Name"));
        Assert.Equal(("D", "xenvif"), (outer.Elements().Single().Get("Id"), outer.Elements().Single().Get("Name")));
    }

    [Fact]
    public void A_component_gets_a_guid_and_says_its_folder_for_the_group()
    {
        var component = Authoring.Single("""<ComponentGroup Id="G" Directory="D"><Component Id="C" /></ComponentGroup>""").Only("Component");

        Assert.Equal(("*", "D"), (component.Get("Guid"), component.Get("Directory")));
        Assert.Null(component.Parent!.Get("Directory"));
    }

    [Fact]
    public void A_component_inside_a_folder_does_not_repeat_it() =>
        Assert.Null(Authoring.Single("""<DirectoryRef Id="P"><Component Id="C" /></DirectoryRef>""").Only("Component").Get("Directory"));

    [Theory]
    [InlineData("always32", "no")]
    [InlineData("always64", "yes")]
    [InlineData("default", null)]
    public void Bitness_becomes_Win64(string bitness, string? win64) =>
        Assert.Equal(win64, Authoring.Single($"""<Component Id="C" Directory="D" Bitness="{bitness}" />""").Get("Win64"));

    [Fact]
    public void A_condition_becomes_the_first_element()
    {
        var component = Authoring.Single("""<Component Id="C" Directory="D" Condition="X &lt; 1"><RegistryValue Root="HKLM" Key="K" Value="V" Type="string" /></Component>""");

        Assert.Equal((V3.Core + "Condition", "X < 1"), (component.Elements().First().Name, component.Elements().First().Value));
    }

    [Fact]
    public void A_subdirectory_is_declared_beside()
    {
        using var authoring = new Authoring();

        var component = authoring.Convert("""<Fragment><Component Id="C" Directory="D" Subdirectory="a\b" /></Fragment>""").Only("Component");
        var declared = authoring.Scope.Subdirectories.SelectMany(f => f.Descendants(V3.Core + "Directory")).ToList();

        Assert.Equal(["a", "b"], declared.Select(d => d.Get("Name")!));
        Assert.Equal("D", declared[0].Parent!.Get("Id"));
        Assert.Equal(declared[0].Get("Id"), declared[1].Parent!.Get("Id"));
        Assert.Equal(declared[1].Get("Id"), component.Get("Directory"));
    }

    [Fact]
    public void A_service_keeps_its_words()
    {
        var component = Authoring.Single("""
            <Component Id="C" Directory="D"><ServiceInstall Name="S" Type="ownProcess" Start="auto" ErrorControl="normal"><ServiceDependency Id="X" /></ServiceInstall><ServiceControl Id="S" Name="S" Start="install">
            <ServiceArgument Value="-a" /></ServiceControl></Component>
            """);

        Assert.Equal("X", component.Only("ServiceDependency").Get("Id"));
        Assert.Equal("-a", component.Only("ServiceArgument").Value);
    }

    [Fact]
    public void Strings_of_a_multi_string_value_are_text() =>
        Assert.Equal("a", Authoring.Single("""<Component Id="C" Directory="D"><RegistryValue Root="HKLM" Key="K" Name="N" Type="multiString"><MultiStringValue Value="a" /></RegistryValue></Component>""").Only("MultiStringValue").Value);
}
