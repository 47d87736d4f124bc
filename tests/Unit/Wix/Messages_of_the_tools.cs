using System.Xml.Linq;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class Messages_of_the_tools : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xgt-wix-test").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("/any/where/pkg.a.wxs(4) : error CNDL0010 : The X/@Id attribute was not found.", "/src/a.wxs(20): error CNDL0010: The X/@Id attribute was not found.")]
    [InlineData("Z:\\any\\where\\pkg.a.wxs(3) : warning LGHT1076 : Hm.", "/src/a.wxs(10): warning LGHT1076: Hm.")]
    [InlineData("any\\where\\pkg.a.wxs(3) : error LGHT1076 : Hm.\r", "/src/a.wxs(10): error LGHT1076: Hm.")]
    [InlineData("light.exe : error LGHT0001 : Broken.", "light.exe: error LGHT0001: Broken.")]
    [InlineData("other.wxs(3) : error LGHT0091 : Twice.", "other.wxs: error LGHT0091: Twice.")]
    [InlineData("Something else.", "")]
    public void Name_the_line_that_a_person_wrote(string output, string expected)
    {
        var inner = new XElement("Inner").At(new("/src/a.wxs", 20));
        var middle = new XElement("Middle", new XAttribute("a", "1"), inner).At(new("/src/a.wxs", 10));
        var written = GeneratedSource.Write(Path.Combine(folder, "pkg.a.wxs"), new(new XElement("Root", middle).At(new("/src/a.wxs", 1))), isPreprocessed: true);

        Assert.Equal(expected, new ToolMessages([written]).Explain(output));
    }

    [Fact]
    public void Are_said_once()
    {
        const string Twice = "light.exe : error LGHT0001 : Broken.\nlight.exe : error LGHT0001 : Broken.";

        Assert.Equal("light.exe: error LGHT0001: Broken.", new ToolMessages([]).Explain(Twice));
    }

    [Theory]
    [InlineData(true, "$$(x) 5$$")]
    [InlineData(false, "$(x) 5$")]
    public void Are_not_about_dollars_that_candle_would_replace(bool isPreprocessed, string expected)
    {
        var path = Path.Combine(folder, "d.wxs");

        GeneratedSource.Write(path, new(new XElement("A", new XAttribute("a", "$(x) 5$"), new XElement("B", "$(x) 5$")).At(new("a", 1))), isPreprocessed);

        var root = XDocument.Load(path).Root!;
        Assert.Equal((expected, expected), (root.Attribute("a")!.Value, root.Value));
    }
}
