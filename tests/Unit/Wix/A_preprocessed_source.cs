using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class A_preprocessed_source : IDisposable
{
    private static readonly XNamespace Wxs = Authoring.Core;

    private readonly Authoring authoring = new();

    public void Dispose() => authoring.Dispose();

    [Fact]
    public void Has_variables_replaced_in_both_spellings()
    {
        authoring.Defines["A"] = "one";

        Assert.Equal("one-one", Property("""<Property Id="$(A)-$(var.A)" />"""));
    }

    [Fact]
    public void Takes_a_doubled_dollar_for_one_and_leaves_a_lonely_one() => Assert.Equal("$(A) $5", Property("""<Property Id="$$(A) $5" />"""));

    [Fact]
    public void Leaves_binder_and_localization_variables_alone() => Assert.Equal("!(loc.A) !(bind.fileVersion.B)", Property("""<Property Id="!(loc.A) !(bind.fileVersion.B)" />"""));

    [Fact]
    public void Uses_definitions_from_the_line_of_the_definition_on() =>
        Assert.Equal("x y x", Property("""<?define A = "x y" ?><?define B = $(A) x?><Property Id="$(B)" />"""));

    [Fact]
    public void Knows_the_architecture_of_the_build() => Assert.Equal("x64 X64", Property("""<Property Id="$(sys.BUILDARCH) $(sys.BUILDARCHSHORT)" />"""));

    [Theory]
    [InlineData("""<?ifdef A?><Property Id="yes" /><?else?><Property Id="no" /><?endif?>""", "yes")]
    [InlineData("""<?ifndef A?><Property Id="yes" /><?else?><Property Id="no" /><?endif?>""", "no")]
    [InlineData("""<?if $(A) = 2?><Property Id="two" /><?elseif $(A) = 1?><Property Id="one" /><?else?><Property Id="other" /><?endif?>""", "one")]
    [InlineData("""<?if $(A) = 1?><?if $(A) = 2?><Property Id="inner" /><?else?><Property Id="else" /><?endif?><?endif?>""", "else")]
    [InlineData("""<?if $(A) = 2?><?error never?><?ifdef B?><?endif?><?else?><Property Id="skipped" /><?endif?>""", "skipped")]
    public void Keeps_what_its_conditions_choose(string body, string expected)
    {
        authoring.Defines["A"] = "1";

        Assert.Equal(expected, Property(body));
    }

    [Fact]
    public void Repeats_the_content_of_a_loop()
    {
        var root = authoring.Preprocess("""<?foreach N in a;b;c?><Property Id="$(N)" /><?endforeach?>""");

        Assert.Equal(["a", "b", "c"], root.Elements().Select(e => e.Attribute("Id")!.Value));
    }

    [Fact]
    public void Has_the_content_of_an_include_in_place_and_its_definitions_after_it()
    {
        authoring.With("sub/part.wxi", $"""<?define Early = 1?><Include xmlns="{Authoring.Core}"><?define B = 2?><Property Id="in" /></Include>""");

        var root = authoring.Preprocess("""<?include sub\part.wxi?><Property Id="$(B)$(Early)" />""");

        Assert.Equal(["in", "21"], root.Elements(Wxs + "Property").Select(e => e.Attribute("Id")!.Value));
    }

    [Fact]
    public void Remembers_the_file_and_line_of_each_element()
    {
        authoring.With("part.wxi", $"<Include xmlns=\"{Authoring.Core}\">\n<Property Id=\"in\" /></Include>");

        var lines = authoring.Preprocess("\n<?include part.wxi?>\n<Property Id=\"out\" />").Elements().Select(e => e.Line()).ToList();

        Assert.Equal([Path.Combine(authoring.Folder, "part.wxi") + "(2)", Path.Combine(authoring.Folder, "source.wxs") + "(4)"], lines.Select(l => l.ToString()));
    }

    [Theory]
    [InlineData("""<Property Id="$(Missing)" />""", "$(Missing) is not defined")]
    [InlineData("""<Property Id="$(Missing" />""", "no closing parenthesis")]
    [InlineData("<?ifdef A?><Property />", "no <?endif?>")]
    [InlineData("<?endif?>", "no beginning")]
    [InlineData("<?ifdef A?><?endforeach?><?endif?>", "<?endforeach?> stands inside")]
    [InlineData("<?foreach N in a;b?>", "no <?endforeach?>")]
    [InlineData("<?foreach N?><?endforeach?>", "<?foreach NAME in VALUE")]
    [InlineData("<?include missing.wxi?>", "does not exist")]
    [InlineData("<?error so it $(var.sys.BUILDARCH) is?>", "so it x64 is")]
    [InlineData("<?warning careful?>", "careful")]
    [InlineData("<?define A = 1?><?define A = 2?>", "has the value '1' already")]
    [InlineData("<?pragma wix.x?>", "not known")]
    public void Stops_with_the_line_of_what_is_wrong(string body, string expected)
    {
        var message = Assert.Throws<BuildException>(() => authoring.Preprocess("\n" + body)).Message;

        Assert.StartsWith(Path.Combine(authoring.Folder, "source.wxs") + "(3): error: ", message, StringComparison.Ordinal);
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void May_undefine_and_define_anew() => Assert.Equal("2", Property("""<?define A = 1?><?undef A?><?define A = 2?><Property Id="$(A)" />"""));

    [Fact]
    public void That_is_not_well_formed_stops_with_its_line() =>
        Assert.Contains("source.wxs(4): error: this is not well-formed XML", Assert.Throws<BuildException>(() => authoring.Preprocess("\n<Property>")).Message, StringComparison.Ordinal);

    private string Property(string body) => authoring.Preprocess(body).Elements(Wxs + "Property").Single().Attribute("Id")!.Value;
}
