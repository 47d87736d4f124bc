using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>A driver package on disk: an INF with its files beside it.</summary>
/// <param name="Inf">What the INF says.</param>
/// <param name="InfPath">Where it is.</param>
public sealed record DriverPackage(DriverInf Inf, string InfPath)
{
    /// <exception cref="DriverException">The INF is not there (XGT1101).</exception>
    /// <exception cref="InfException">It is not the INF of an x64 driver package.</exception>
    public static DriverPackage Open(string infPath) => File.Exists(infPath)
        ? new(DriverInf.From(InfFile.Read(File.ReadAllBytes(infPath))), infPath)
        : throw DriverException.IncompletePackage(infPath, [Path.GetFileName(infPath)]);

    /// <summary>Asks for every file that the INF names before Windows does: a missing one is an endless busy loop in UpdateDriverForPlugAndPlayDevices under Wine, and a late, dark error on Windows.</summary>
    /// <exception cref="DriverException">XGT1101, with the names.</exception>
    public void RequireComplete()
    {
        var missing = MissingFiles(Inf, name => File.Exists(Path.Combine(Path.GetDirectoryName(InfPath)!, name)));
        if (missing.Length > 0)
        {
            throw DriverException.IncompletePackage(InfPath, missing);
        }
    }

    /// <summary>Of the files that the INF names, catalog included, those that do not exist. Pure.</summary>
    public static ImmutableArray<string> MissingFiles(DriverInf inf, Func<string, bool> exists) =>
        [.. inf.Files.Select(f => f.SourceName).Append(inf.CatalogFile).Distinct(StringComparer.OrdinalIgnoreCase).Where(f => !exists(f))];
}

/// <summary>What tells one package from another: another provider's xenbus.cat is not ours (facts 4.3).</summary>
public sealed record PackageId(string Provider, string CatalogFile, Version Version)
{
    public static PackageId Of(DriverInf inf) => new(inf.Provider, inf.CatalogFile, inf.Version);

    public bool IsOf(StoredDriver stored) =>
        Provider.Equals(stored.Provider, StringComparison.OrdinalIgnoreCase)
        && CatalogFile.Equals(stored.CatalogFile, StringComparison.OrdinalIgnoreCase)
        && Version == stored.Version;
}
