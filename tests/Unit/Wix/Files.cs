using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class Files : IDisposable
{
    private readonly Authoring authoring = new Authoring().With("files/a.sys", "").With("files/b.inf", "").With("files/deep/er/c.sys", "");

    public void Dispose() => authoring.Dispose();

    [Theory]
    [InlineData("""<Files Include="!(bindpath.files)**" />""", "a.sys b.inf c.sys")]
    [InlineData("""<Files Include="!(bindpath.files)\**" />""", "a.sys b.inf c.sys")]
    [InlineData("""<Files Include="!(bindpath.files)*" />""", "a.sys b.inf")]
    [InlineData("""<Files Include="files\*.sys" />""", "a.sys")]
    [InlineData("""<Files Include="files\**\*.sys" />""", "a.sys c.sys")]
    [InlineData("""<Files Include="files\a.*;files\b.*" />""", "a.sys b.inf")]
    [InlineData("""<Files Include="files\**"><Exclude Files="files\**\*.sys" /></Files>""", "b.inf")]
    public void Are_found_by_pattern(string body, string expected) =>
        Assert.Equal(expected.Split(' '), Group(body).Descendants(V3.Core + "File").Select(f => f.Get("Name")!).Order());

    [Fact]
    public void Found_by_pattern_are_components_of_their_own()
    {
        var component = Group("""<Files Include="files\*.sys" />""").Only("Component");
        var file = component.Elements().Single();

        Assert.Equal(("*", "yes", "D", component.Get("Id"), "yes"), (component.Get("Guid"), component.Get("Win64"), component.Get("Directory"), file.Get("Id"), file.Get("KeyPath")));
        Assert.Equal("Z:" + Path.Combine(authoring.Folder, "files", "a.sys").Replace('/', '\\'), file.Get("Source"));
    }

    [Fact]
    public void Found_deeper_go_into_folders_of_the_same_names()
    {
        var component = Group("""<Files Include="files\**\c.*" />""").Only("Component");
        var folders = authoring.Scope.Subdirectories.SelectMany(f => f.Descendants(V3.Core + "Directory")).ToList();

        Assert.Equal(["deep", "er"], folders.Select(f => f.Get("Name")!));
        Assert.Equal(folders[1].Get("Id"), component.Get("Directory"));
    }

    [Fact]
    public void Have_the_same_ids_in_every_build() =>
        Assert.Equal(Group("""<Files Include="files\**" />""").ToString(), Group("""<Files Include="files\**" />""").ToString());

    [Theory]
    [InlineData("""<Files Include="files\*.cat" />""")]
    [InlineData("""<Files Include="none\**" />""")]
    public void That_are_not_there_stop_the_build(string body) =>
        Assert.Contains("finds no file", Assert.Throws<BuildException>(() => Group(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void In_a_component_keep_their_attributes()
    {
        var file = Group("""<Component Id="C"><File Id="a" Source="!(bindpath.files)a.sys" KeyPath="yes" /></Component>""").Only("File");

        Assert.Equal(("a", "a.sys", "yes"), (file.Get("Id"), file.Get("Name"), file.Get("KeyPath")));
    }

    [Fact]
    public void Outside_of_a_component_get_one()
    {
        var component = Group("""<File Source="files\a.sys" Bitness="always32" Condition="X" />""").Only("Component");

        Assert.Equal(("D", "no", "X"), (component.Get("Directory"), component.Get("Win64"), component.Only("Condition").Value));
        Assert.Equal(component.Get("Id"), component.Only("File").Get("Id"));
    }

    [Fact]
    public void Directly_in_a_folder_do_not_name_it() =>
        Assert.Null(authoring.Convert("""<Fragment><DirectoryRef Id="D"><File Source="files\a.sys" /></DirectoryRef></Fragment>""").Only("Component").Get("Directory"));

    [Theory]
    [InlineData("""<Component Id="C"><File Source="files\a.sys" Condition="X" /></Component>""", "belongs on the component")]
    [InlineData("""<Component Id="C"><File Name="a.sys" /></Component>""", "File/@Source is missing")]
    [InlineData("""<File Source="!(bindpath.other)a.sys" />""", "no bind path 'other'. Known: files, here")]
    public void That_make_no_sense_are_refused(string body, string expected) =>
        Assert.Contains(expected, Assert.Throws<BuildException>(() => Group(body)).Message, StringComparison.Ordinal);

    [Fact]
    public void Of_actions_and_icons_are_full_paths()
    {
        var root = authoring.Convert("""<Fragment><Binary Id="B" SourceFile="files\a.sys" /><Icon Id="i.ico" SourceFile="!(bindpath.here)files\b.inf" /></Fragment>""");

        Assert.All([root.Only("Binary"), root.Only("Icon")], e => Assert.StartsWith("Z:\\", e.Get("SourceFile"), StringComparison.Ordinal));
    }

    [Fact]
    public void Are_inputs_of_the_package_with_sources_and_includes()
    {
        authoring.With("part.wxi", $"""<Include xmlns="{Authoring.Core}" />""");

        var inputs = WixInputs.Of(authoring.Package("""<?include part.wxi?><Fragment><ComponentGroup Id="G" Directory="D"><Files Include="files\**" /></ComponentGroup><Binary Id="B" SourceFile="not-yet.dll" /></Fragment>"""));

        Assert.Equal(["files/a.sys", "files/b.inf", "files/deep/er/c.sys", "not-yet.dll", "part.wxi", "source.wxs"], inputs.Select(i => Path.GetRelativePath(authoring.Folder, i)));
    }

    private XElement Group(string body) => authoring.Convert($"""<Fragment><ComponentGroup Id="G" Directory="D">{body}</ComponentGroup></Fragment>""").Only("ComponentGroup");
}
