using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace XenGuestTools.Tests.Package.Authoring;

/// <summary>
/// A source as WiX sees it for the rules here: includes put in place and the variables filled in that the sources themselves define. Variables of the build stay as <c>$(Name)</c>, and both ways of a
/// condition stay.
/// </summary>
internal sealed partial class WixSource
{
    public const string Wxs = "http://wixtoolset.org/schemas/v4/wxs";
    public const string Wxl = "http://wixtoolset.org/schemas/v4/wxl";
    public const string Theme = "http://wixtoolset.org/schemas/v4/thmutil";

    private readonly Dictionary<string, string> defines = [];

    private WixSource(string file)
    {
        Name = Path.GetFileName(file);
        Document = XDocument.Load(file, LoadOptions.PreserveWhitespace);
        Expand(Document, Path.GetDirectoryName(file)!);
    }

    public string Name { get; }

    public XDocument Document { get; }

    /// <summary>What <c>define</c> set, by name, in this source and its includes.</summary>
    public IReadOnlyDictionary<string, string> Defines => defines;

    public static WixSource Load(string file) => new(file);

    /// <summary>All sources that WiX compiles: the .wxs of installer/ and bundle/.</summary>
    public static IReadOnlyList<WixSource> All() => [.. Files("*.wxs").Select(Load)];

    public static IEnumerable<string> Files(string pattern) =>
        new[] { Checkout.Installer, Checkout.Bundle }.SelectMany(f => Directory.GetFiles(f, pattern)).Order(StringComparer.Ordinal);

    public IEnumerable<XElement> Elements(string name, string ns = Wxs) => Document.Descendants(XName.Get(name, ns));

    private void Expand(XContainer container, string folder)
    {
        foreach (var node in container.Nodes().ToList())
        {
            switch (node)
            {
                case XProcessingInstruction { Target: "include" } include:
                    var inner = XDocument.Load(Path.Combine(folder, Fill(include.Data.Trim()))).Root!;
                    Expand(inner, folder);
                    include.ReplaceWith(inner.Nodes());
                    break;
                case XProcessingInstruction { Target: "define" } define:
                    var parts = define.Data.Split('=', 2, StringSplitOptions.TrimEntries);
                    defines[parts[0]] = Fill(parts[1]);
                    define.Remove();
                    break;
                case XElement element:
                    foreach (var attribute in element.Attributes().Where(a => !IsCondition(a)))
                    {
                        attribute.Value = Fill(attribute.Value);
                    }

                    Expand(element, folder);
                    break;
            }
        }
    }

    // Conditions keep the names that they are written with: a rule is about them.
    private static bool IsCondition(XAttribute attribute) => attribute.Name.LocalName == "Condition";

    private string Fill(string text) => Variable().Replace(text, m => defines.GetValueOrDefault(m.Groups[1].Value, m.Value));

    [GeneratedRegex(@"\$\((\w+)\)")]
    private static partial Regex Variable();
}
