using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace XenGuestTools.Tests.Package.Authoring;

/// <summary>Whether WiX's own schemas of version 4 accept the authoring. They are not part of this repository; without them the tests are skipped.</summary>
public class The_official_schemas
{
    private static readonly Lazy<XmlSchemaSet> Set = new(Load);

    public static TheoryData<string> Files => [.. new[] { "*.wxs", "*.wxl", "Theme.xml" }.SelectMany(WixSource.Files).Select(f => Path.GetRelativePath(Checkout.Paths.Root, f))];

    [Theory]
    [MemberData(nameof(Files))]
    public void Accept(string file)
    {
        Assert.SkipUnless(Directory.Exists(Checkout.Schemas), $"There is no folder {Checkout.Schemas} with the schemas of WiX.");
        var source = WixSource.Load(Path.Combine(Checkout.Paths.Root, file));
        var findings = new List<string>();

        source.Document.Validate(Set.Value, (_, e) => findings.Add($"{file}: {e.Message}"));

        Assert.Empty(findings);
    }

    [Fact]
    public void Refuse_an_element_that_they_do_not_know()
    {
        Assert.SkipUnless(Directory.Exists(Checkout.Schemas), $"There is no folder {Checkout.Schemas} with the schemas of WiX.");
        var document = new XDocument(new XElement(XName.Get("Wix", WixSource.Wxs), new XElement(XName.Get("Product", WixSource.Wxs))));
        var findings = new List<string>();

        document.Validate(Set.Value, (_, e) => findings.Add(e.Message));

        Assert.NotEmpty(findings);
    }

    private static XmlSchemaSet Load()
    {
        var set = new XmlSchemaSet { XmlResolver = null };
        foreach (var file in Directory.GetFiles(Checkout.Schemas, "*.xsd"))
        {
            using var reader = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            set.Add(null, reader);
        }

        set.Compile();
        return set;
    }
}
