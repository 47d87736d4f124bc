using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>A WiX 3 source on disk, and which line of the v4 authoring each of its lines comes from.</summary>
public sealed class GeneratedSource
{
    private readonly SortedList<int, SourceLine> origins;

    private GeneratedSource(string path, SortedList<int, SourceLine> origins)
    {
        Path = path;
        this.origins = origins;
    }

    public string Path { get; }

    /// <summary>
    /// Writes a document. What is left in it of <c>$</c> is text; <paramref name="isPreprocessed"/> says that candle will read it and needs it doubled.
    /// </summary>
    public static GeneratedSource Write(string path, XDocument document, bool isPreprocessed)
    {
        if (isPreprocessed)
        {
            EscapeDollars(document);
        }

        var settings = new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize };
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        using (var writer = XmlWriter.Create(path, settings))
        {
            document.Save(writer);
        }

        var origins = new SortedList<int, SourceLine>();
        foreach (var (written, known) in XDocument.Load(path, LoadOptions.SetLineInfo).Descendants().Zip(document.Descendants()))
        {
            origins[((IXmlLineInfo)written).LineNumber] = known.Line();
        }

        return new(path, origins);
    }

    /// <summary>The authored line behind a line of this file: the one of the last element that begins at or before it.</summary>
    public SourceLine? Origin(int line) => origins.Where(o => o.Key <= line).Select(o => o.Value).LastOrDefault();

    private static void EscapeDollars(XDocument document)
    {
        foreach (var attribute in document.Descendants().Attributes().Where(a => a.Value.Contains('$', StringComparison.Ordinal)))
        {
            attribute.Value = attribute.Value.Replace("$", "$$", StringComparison.Ordinal);
        }

        foreach (var text in document.DescendantNodes().OfType<XText>().Where(t => t.Value.Contains('$', StringComparison.Ordinal)).ToList())
        {
            text.Value = text.Value.Replace("$", "$$", StringComparison.Ordinal);
        }
    }
}
