using System.Text;
using CsCheck;
using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

/// <summary>The rules of INF text.</summary>
public sealed class INF_text
{
    [Fact]
    public void Section_names_and_keys_are_compared_without_case_and_sections_of_one_name_are_merged()
    {
        var inf = InfFile.Parse("[Version]\nA=1\n[Other]\nC=3\n[VERSION]\nB=2\n");

        Assert.Equal(["1", "2"], from line in inf.Lines("version") select line.Field(0));
        Assert.Equal("1", inf.Line("version", "a")?.Field(0));
    }

    [Fact]
    public void A_comment_ends_a_line_only_outside_quotes()
    {
        var line = Only("[S]\nkey = a ; b\n; c\n", "S");
        Assert.Equal(["a"], line.Fields);

        Assert.Equal(["a ; b"], Only("[S]\nkey = \"a ; b\" ; c\n", "S").Fields);
    }

    [Fact]
    public void A_backslash_continues_a_line_and_is_a_character_elsewhere()
    {
        var line = Only("[S]\nkey=a\\b,\\ ; comment\r\n  c , \\\r\n\td\r\n", "S");

        Assert.Equal([@"a\b", "c", "d"], line.Fields);
        Assert.Equal(2, line.Number);
    }

    [Fact]
    public void Doubled_quotes_are_one_quote_and_blanks_count_inside_quotes_only()
    {
        Assert.Equal(["say \"hi\" ", "b c"], Only("[S]\n  \"say \"\"hi\"\" \" ,  b c  \n", "S").Fields);
    }

    [Fact]
    public void Only_the_first_token_of_a_line_can_be_a_key()
    {
        var line = Only("[S]\nHKR,,Path,0,a=b\n", "S");

        Assert.Null(line.Key);
        Assert.Equal(["HKR", "", "Path", "0", "a=b"], line.Fields);
    }

    [Fact]
    public void Strings_are_filled_in_and_doubled_percent_signs_are_one()
    {
        var inf = InfFile.Parse("[S]\n%Name%=%%SystemRoot%%\\%name%,%12%\\x,%,100%\n[Strings]\nName=\"x, y\"\n");

        var line = Assert.Single(inf.Lines("S"));
        Assert.Equal("x, y", line.Key);
        Assert.Equal([@"%SystemRoot%\x, y", @"%12%\x", "%", "100%"], line.Fields);
    }

    [Fact]
    public void A_translation_fills_only_what_the_general_strings_leave_open()
    {
        var inf = InfFile.Parse("[S]\na=%One%,%Two%\n[Strings.0407]\nOne=eins\nTwo=zwei\n[Strings]\nOne=one\n");

        Assert.Equal(["one", "zwei"], Assert.Single(inf.Lines("S")).Fields);
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Is_read_in_the_encoding_of_its_byte_order_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);

        var inf = InfFile.Read([.. encoding.GetPreamble(), .. encoding.GetBytes("[S]\na=Größe €\n")]);

        Assert.Equal("Größe €", inf.Line("S", "a")?.Field(0));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Without_a_mark_is_UTF_16_if_every_other_byte_of_its_start_is_zero(string name)
    {
        var inf = InfFile.Read(Encoding.GetEncoding(name).GetBytes("[S]\r\na=Größe €\r\n"));

        Assert.Equal("Größe €", inf.Line("S", "a")?.Field(0));
    }

    [Fact]
    public void Without_a_mark_is_UTF_8_or_else_Latin_1()
    {
        Assert.Equal("ö", InfFile.Read(Encoding.UTF8.GetBytes("[S]\na=ö")).Line("S", "a")?.Field(0));
        Assert.Equal("ö", InfFile.Read(Encoding.Latin1.GetBytes("[S]\na=ö")).Line("S", "a")?.Field(0));
    }

    [Fact]
    public void That_strings_make_longer_than_Windows_takes_is_refused_with_its_line()
    {
        var half = new string('x', 2048);

        Assert.Equal(4095, InfFile.Parse($"[S]\na=%half%{half[1..]}\n[Strings]\nhalf={half}\n").Line("S", "a")?.Field(0).Length);
        Assert.Contains("section [S] line 2", Assert.Throws<InfException>(() => InfFile.Parse($"[S]\na=%half%%half%\n[Strings]\nhalf={half}\n")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\n\na=b\n", "line 3")]
    [InlineData("[S]\n[T\n", "line 2")]
    public void That_is_broken_is_refused_with_its_line(string text, string where)
    {
        Assert.Contains(where, Assert.Throws<InfException>(() => InfFile.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Gives_back_any_fields_that_were_written_in_quotes() =>
        Gen.Select(Gen.String[Printable, 0, 12].Array[1, 6], Gen.Bool, Gen.Bool).Sample((fields, comment, continued) =>
        {
            var between = continued ? ",\\\r\n  " : " , ";
            var text = "[S]\n" + string.Join(between, fields.Select(Quote)) + (comment ? " ; , \"x\"" : "") + "\n[T]\n";

            Assert.Equal(fields, Assert.Single(InfFile.Parse(text).Lines("S")).Fields);
        });

    [Fact]
    public void Of_any_shape_is_read_or_refused_with_a_sentence() =>
        Gen.OneOf(Gen.String, Gen.String[Syntax, 0, 60], Gen.OneOf(Pieces).Array[0, 20].Select(string.Concat)).Sample(text =>
        {
            try
            {
                DriverInf.From(InfFile.Parse(text));
            }
            catch (InfException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        });

    private static readonly Gen<char> Printable = Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('"', ';', '%', '\\', ',', '=', '[', 'ö', '€'));

    private static readonly Gen<char> Syntax = Gen.OneOf('[', ']', '"', ';', '%', '\\', ',', '=', '\n', '\r', ' ', 'a', '1');

    private static readonly string[] Pieces =
    [
        "[Version]\n", "[Manufacturer]\n", "[M.NTamd64]\n", "[I]\n", "[I.Services]\n", "[S]\n", "[Strings]\n", "%a%=M,NTamd64\n", "%a%=I,PCI\\X\n", "AddService=s,2,S\n",
        "ServiceType=1\n", "StartType=%a%\n", "ServiceBinary=%12%\\x.sys\n", "a=1\n", "AddReg=S,S\n", "HKR,,a,0x1,2\n", "CopyFiles=@x,S\n", "Needs=I\n", "[DestinationDirs]\n",
        "DefaultDestDir=12\n", "DriverVer=02/30/2025,1.2\n", "DriverVer=02/03/2025,1.2\n", "ClassGuid={4d36e97d-e325-11ce-bfc1-08002be10318}\n", "Class=System\n", "CatalogFile=x.cat\n", "Provider=%a%\n",
    ];

    private static string Quote(string field) => '"' + field.Replace("\"", "\"\"", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal) + '"';

    private static InfLine Only(string text, string section) => Assert.Single(InfFile.Parse(text).Lines(section));
}
