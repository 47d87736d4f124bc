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

    /// <summary>The cultures to look words up in: those of the localizations (neutral when one names none), then the English of the extensions.</summary>
    public IEnumerable<string> Cultures => Localizations.Values.Select(d => d.Root!.Attribute("Culture")?.Value ?? "neutral").Append("en-us").Distinct(StringComparer.OrdinalIgnoreCase);

    /// <param name="package">What to convert.</param>
    /// <param name="folder">Full path of the folder for generated files; their names begin with the package's.</param>
    public static DownLevelledPackage From(WixPackage package, string folder)
    {
        var scope = new WixScope(package.BindPaths, Path.Combine(folder, package.Name));
        var leveller = new DownLeveller(scope);
        var read = new List<string>();
        var sources = Convert(package.Sources);
        var folders = DirectoryRules.StandardDirectories();
        folders.Root!.Add(scope.Subdirectories);
        sources.Add(Path.Combine(folder, $"{package.Name}.folders.wxs"), folders);

        foreach (var product in sources.Values.SelectMany(d => d.Descendants(V3.Core + "Product")))
        {
            product.Add(DependencyRules.Overrides(scope));
        }

        return new(package, sources, Convert(package.Localizations), scope.Conversions, read, scope.Inputs);

        // v4 preprocesses localizations like sources.
        Dictionary<string, XDocument> Convert(IEnumerable<string> files)
        {
            var result = new Dictionary<string, XDocument>();
            foreach (var file in files)
            {
                var preprocessor = new Preprocessor(package.Defines);
                result.Add(Path.Combine(folder, $"{package.Name}.{Path.GetFileName(file)}"), leveller.Convert(preprocessor.Load(file)));
                read.AddRange(preprocessor.Files);
            }

            return result;
        }
    }
}
