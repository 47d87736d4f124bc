using System.Xml.Linq;
using XenGuestTools.Build.Wix.Rules;

namespace XenGuestTools.Build.Wix;

/// <summary>A package in the schema of WiX 3, in memory.</summary>
/// <param name="Package">What it was made from.</param>
/// <param name="Sources">By the full path to write them to; so are the next two.</param>
/// <param name="Localizations">For light.</param>
/// <param name="Conversions">Files that the package carries.</param>
/// <param name="Read">Full paths of the authoring: sources, includes, localizations.</param>
/// <param name="Named">Full paths of the files that the authoring names, and where it does.</param>
public sealed record DownLevelledPackage(
    WixPackage Package,
    IReadOnlyDictionary<string, XDocument> Sources,
    IReadOnlyDictionary<string, XDocument> Localizations,
    IReadOnlyDictionary<string, XDocument> Conversions,
    IReadOnlyList<string> Read,
    IReadOnlyDictionary<string, SourceLine> Named)
{
    private static readonly (XNamespace Namespace, string Name)[] KnownExtensions =
        [(V3.Bal, "WixBalExtension"), (V3.Util, "WixUtilExtension"), (V3.Dependency, "WixDependencyExtension")];

    /// <summary>The extensions that the sources use; each one costs time to load.</summary>
    public IEnumerable<string> Extensions
    {
        get
        {
            var used = Sources.Values.SelectMany(d => d.Descendants()).SelectMany(e => e.Attributes().Select(a => a.Name.Namespace).Prepend(e.Name.Namespace)).ToHashSet();
            return KnownExtensions.Where(k => used.Contains(k.Namespace)).Select(k => k.Name);
        }
    }

    /// <summary>The culture of the localizations, null without any.</summary>
    public string? Culture => Localizations.Values.Select(d => d.Root!.Attribute("Culture")?.Value).FirstOrDefault();

    /// <param name="package">What to convert.</param>
    /// <param name="folder">Full path of the folder for generated files; their names begin with the package's.</param>
    public static DownLevelledPackage From(WixPackage package, string folder)
    {
        var scope = new WixScope(package.BindPaths, Path.Combine(folder, package.Name));
        var leveller = new DownLeveller(scope);
        var read = new List<string>();
        var sources = new Dictionary<string, XDocument>();
        foreach (var source in package.Sources)
        {
            var preprocessor = new Preprocessor(package.Defines);
            sources.Add(Path.Combine(folder, $"{package.Name}.{Path.GetFileName(source)}"), leveller.Convert(preprocessor.Load(source)));
            read.AddRange(preprocessor.Files);
        }

        var folders = DirectoryRules.StandardDirectories();
        folders.Root!.Add(scope.Subdirectories);
        sources.Add(Path.Combine(folder, $"{package.Name}.folders.wxs"), folders);

        foreach (var product in sources.Values.SelectMany(d => d.Descendants(V3.Core + "Product")))
        {
            product.Add(DependencyRules.Overrides(scope));
        }

        var words = package.Localizations.ToDictionary(l => Path.Combine(folder, $"{package.Name}.{Path.GetFileName(l)}"), l => leveller.Convert(XmlSource.Load(Path.GetFullPath(l))));
        read.AddRange(package.Localizations.Select(Path.GetFullPath));
        return new(package, sources, words, scope.Conversions, read, scope.Inputs);
    }
}
