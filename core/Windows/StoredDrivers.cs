using System.Collections.Immutable;
using System.Globalization;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads the INFs in <c>%SystemRoot%\INF</c> that came with third-party packages.</summary>
internal static class StoredDrivers
{
    /// <summary>Windows publishes packages as oem*.inf. Wine keeps the name that the INF had, and no INF of Windows itself is called xen*.inf.</summary>
    private static readonly string[] Patterns = ["oem*.inf", "xen*.inf"];

    public static string Folder => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "INF");

    /// <param name="catalog">Also reads what packages with this catalog name copy.</param>
    public static ImmutableArray<StoredDriver> Read(string? catalog = null) =>
        [.. Patterns.SelectMany(p => Directory.EnumerateFiles(Folder, p)).Select(path => Describe(path, catalog)).OfType<StoredDriver>()];

    /// <summary>Null for an INF that does not follow the rules of the format, or that goes away or is held while it is read: not one of ours, and not for us to judge.</summary>
    public static StoredDriver? Describe(string path, string? catalog = null)
    {
        try
        {
            var inf = InfFile.Read(File.ReadAllBytes(path));
            var version = inf.Lines("Version");
            StoredDriver stored = new(Path.GetFileName(path), path, Value(version, "Provider"), Catalog(version), VersionOf(version));
            return catalog is not null && Names.Same(stored.CatalogFile, catalog) ? stored with { Files = Files(inf) } : stored;
        }
        catch (Exception e) when (e is InfException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>None of a package that is not for x64: no device of this machine can have it, but it is there.</summary>
    private static ImmutableArray<string> Files(InfFile inf)
    {
        try
        {
            return ScanScope.Files(DriverInf.From(inf));
        }
        catch (InfException)
        {
            return [];
        }
    }

    private static string? Catalog(ImmutableArray<InfLine> version) =>
        Value(version, "CatalogFile.NTamd64") ?? Value(version, "CatalogFile.NT") ?? Value(version, "CatalogFile");

    private static Version? VersionOf(ImmutableArray<InfLine> version)
    {
        var text = Line(version, "DriverVer")?.Field(1);
        return Version.TryParse(text, out var parsed) ? parsed : null;
    }

    private static string? Value(ImmutableArray<InfLine> version, string key) => Line(version, key)?.Field(0);

    private static InfLine? Line(ImmutableArray<InfLine> version, string key) =>
        version.FirstOrDefault(l => key.Equals(l.Key, StringComparison.OrdinalIgnoreCase));
}
