using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace XenGuestTools.Build.Wix;

/// <summary>Whether a provider or requirement of the package asks for its check, which the action of this name does.</summary>
public sealed record DependencyCheck(string Action, bool IsWanted, SourceLine Line);

/// <summary>What the rules of one package share: its bind paths, the folders that they had to add, the files that the result depends on, and the ones that had to be converted.</summary>
/// <param name="bindPaths">Folders by the name in <c>!(bindpath.name)</c>.</param>
/// <param name="prefix">The beginning of the full path of a generated file.</param>
public sealed class WixScope(IReadOnlyDictionary<string, string> bindPaths, string prefix)
{
    private readonly Dictionary<string, XElement> subdirectories = [];
    private readonly SortedDictionary<string, XDocument> conversions = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SourceLine> inputs = new(StringComparer.Ordinal);

    public IList<DependencyCheck> DependencyChecks { get; } = [];

    /// <summary>Fragments for folders that v4 declares in passing (<c>Subdirectory</c>, recursive <c>Files</c>).</summary>
    public IEnumerable<XElement> Subdirectories => subdirectories.Values;

    /// <summary>Themes and their words, by the full path to write them to.</summary>
    public IReadOnlyDictionary<string, XDocument> Conversions => conversions;

    /// <summary>Full paths of the files that the authoring names, and where.</summary>
    public IReadOnlyDictionary<string, SourceLine> Inputs => inputs;

    /// <summary>An identifier that is the same in every build: a prefix and a hash of what it stands for.</summary>
    public static string Identifier(string prefix, params IEnumerable<string> parts) =>
        prefix + Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts))))[..24];

    /// <summary>The id of the folder <paramref name="path"/> (may have several levels) below the folder <paramref name="parent"/>.</summary>
    public string Subdirectory(string parent, string path, SourceLine line)
    {
        var id = parent;
        foreach (var name in path.Split('\\', '/').Where(n => n.Length > 0))
        {
            var child = Identifier("dir", id, name);
            subdirectories.TryAdd(child, new XElement(V3.Core + "Fragment",
                new XElement(V3.Core + "DirectoryRef", new XAttribute("Id", id),
                    new XElement(V3.Core + "Directory", new XAttribute("Id", child), new XAttribute("Name", name)).At(line)).At(line)).At(line));
            id = child;
        }

        return id;
    }

    /// <summary>Notes a file that the result depends on and returns it as light sees it.</summary>
    public string Input(string path, SourceLine line)
    {
        inputs.TryAdd(path, line);
        return WinePath(path);
    }

    /// <summary>A full path of this machine as a Windows program sees it.</summary>
    public static string WinePath(string path) => "Z:" + path.Replace('/', '\\');

    /// <summary>Converts a v4 file that the package carries as it is (a theme, its words), and returns the v3 file as light sees it.</summary>
    public string Converted(string path, SourceLine line)
    {
        if (!File.Exists(path))
        {
            throw line.Error($"there is no file {path}.");
        }

        inputs.TryAdd(path, line);
        var target = $"{prefix}.{Identifier("", path)[..8]}.{Path.GetFileName(path)}";
        conversions[target] = new DownLeveller(this).Convert(XmlSource.Load(path));
        return WinePath(target);
    }

    /// <summary>The full path of a file that the authoring names: through a bind path, or relative to the file that says it.</summary>
    public string Resolve(string value, SourceLine line)
    {
        const string Open = "!(bindpath.";
        var local = value.Replace('\\', '/');
        if (!local.StartsWith(Open, StringComparison.Ordinal))
        {
            return Path.GetFullPath(local, Path.GetDirectoryName(line.File)!);
        }

        var end = local.IndexOf(')', StringComparison.Ordinal);
        var name = end < 0 ? local[Open.Length..] : local[Open.Length..end];
        return bindPaths.TryGetValue(name, out var folder)
            ? Path.GetFullPath(local[(end + 1)..].TrimStart('/'), Path.GetFullPath(folder))
            : throw line.Error($"there is no bind path '{name}'. Known: {string.Join(", ", bindPaths.Keys.Order(StringComparer.Ordinal))}.");
    }
}
