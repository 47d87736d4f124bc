using System.Xml.Linq;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

/// <summary>A folder with v4 authoring in it, and what becomes of that.</summary>
internal sealed class Authoring : IDisposable
{
    public const string Core = "http://wixtoolset.org/schemas/v4/wxs";

    private const string Namespaces = $"""
        xmlns="{Core}" xmlns:bal="http://wixtoolset.org/schemas/v4/wxs/bal" xmlns:util="http://wixtoolset.org/schemas/v4/wxs/util" xmlns:dep="http://wixtoolset.org/schemas/v4/wxs/dependency"
        """;

    public string Folder { get; } = Directory.CreateTempSubdirectory("xgt-wix-test").FullName;

    public Dictionary<string, string> Defines { get; } = [];

    public WixScope Scope => field ??= new(new Dictionary<string, string> { ["here"] = Folder, ["files"] = Path.Combine(Folder, "files") }, Path.Combine(Folder, "generated"));

    /// <summary>The WiX 3 form of what stands in a fragment.</summary>
    public static XElement Fragment(string body)
    {
        using var authoring = new Authoring();
        return authoring.Convert($"<Fragment>{body}</Fragment>").Element(V3.Core + "Fragment")!;
    }

    /// <summary>The WiX 3 form of the only thing in a fragment.</summary>
    public static XElement Single(string body) => Fragment(body).Elements().Single();

    /// <summary>The message of the error that a fragment stops the build with.</summary>
    public static string Refusal(string body) => Assert.Throws<BuildException>(() => Fragment(body)).Message;

    public Authoring With(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return this;
    }

    public XElement Preprocess(string body)
    {
        With("source.wxs", Wix(body));
        return new Preprocessor(Defines).Load(Path.Combine(Folder, "source.wxs")).Root!;
    }

    /// <summary>The v3 root of a source with this body. The body starts on line 2.</summary>
    public XElement Convert(string body) => new DownLeveller(Scope).Convert(new XDocument(Detached(Preprocess(body)))).Root!;

    /// <summary>The v3 root of a file that is not preprocessed.</summary>
    public XElement ConvertFile(string name) => new DownLeveller(Scope).Convert(XmlSource.Load(Path.Combine(Folder, name))).Root!;

    public WixPackage Package(string body)
    {
        With("source.wxs", Wix(body));
        var bindPaths = new Dictionary<string, string> { ["here"] = Folder, ["files"] = Path.Combine(Folder, "files") };
        return new("test", [Path.Combine(Folder, "source.wxs")], [], Defines, bindPaths, Path.Combine(Folder, "test.msi"));
    }

    public DownLevelledPackage Level(string body) => DownLevelledPackage.From(Package(body), Path.Combine(Folder, "generated"));

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Wix(string body) => $"<Wix {Namespaces}>\n{body}\n</Wix>";

    private static XElement Detached(XElement element)
    {
        element.Remove();
        return element;
    }
}

internal static class Elements
{
    public static string? Get(this XElement element, string attribute) => element.Attribute(attribute)?.Value;

    public static XElement Only(this XElement element, string name) => element.Descendants(V3.Core + name).Single();
}
