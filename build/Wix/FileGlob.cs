using System.IO.Enumeration;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>A file that a pattern found. <see cref="Below"/> is its folder relative to the one that the pattern starts in, empty for that folder itself.</summary>
public sealed record FoundFile(string Path, string Below);

/// <summary>
/// The patterns of <c>Files</c>: <c>folder\*.sys</c> takes the files of one folder, <c>folder\**</c> and <c>folder\**\*.sys</c> also those below it. Several patterns are separated by semicolons;
/// <c>Exclude</c> takes away. The order is the ordinal one of the paths, so that two builds agree. Nothing found is an error: WiX warns, and warnings are errors here.
/// </summary>
public static class FileGlob
{
    public static IReadOnlyList<FoundFile> Expand(WixScope scope, XElement files)
    {
        var excluded = files.Elements(V4.Core + "Exclude").SelectMany(e => Matches(scope, e, "Files")).Select(f => f.Path).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = Matches(scope, files, "Include").Where(f => !excluded.Contains(f.Path)).DistinctBy(f => f.Path, StringComparer.OrdinalIgnoreCase).OrderBy(f => f.Path, StringComparer.Ordinal).ToList();
        return found.Count > 0 ? found : throw files.Line().Error($"the pattern '{files.Attribute("Include")?.Value}' finds no file.");
    }

    private static IEnumerable<FoundFile> Matches(WixScope scope, XElement element, string attribute)
    {
        var patterns = element.Attribute(attribute)?.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
        return patterns.SelectMany(p => Matches(scope.Resolve(p, element.Line())));
    }

    private static IEnumerable<FoundFile> Matches(string pattern)
    {
        var folder = Path.GetDirectoryName(pattern)!;
        var name = Path.GetFileName(pattern);
        var isDeep = name == "**" || Path.GetFileName(folder) == "**";
        if (Path.GetFileName(folder) == "**")
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        if (!Directory.Exists(folder))
        {
            return [];
        }

        var wanted = name == "**" ? "*" : name;
        return Directory.EnumerateFiles(folder, "*", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .Where(f => FileSystemName.MatchesSimpleExpression(wanted, Path.GetFileName(f)))
            .Select(f => new FoundFile(f, Path.GetRelativePath(folder, Path.GetDirectoryName(f)!) is var below && below == "." ? "" : below));
    }
}
