using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Puts packages into the driver store and takes them out.</summary>
[SupportedOSPlatform("windows")]
internal static class DriverStore
{
    private const int FileNotFound = 2;

    /// <summary>The catalogs of drivers (Microsoft: CryptCATAdminAddCatalog, DRIVER_ACTION_VERIFY).</summary>
    private const string DriverCatalogs = "{F750E6C3-38EE-11D1-85E5-00C04FC295EE}";

    /// <returns>The published name: oem*.inf on Windows, the INF's own name under Wine.</returns>
    /// <exception cref="DriverException">XGT1102.</exception>
    public static string Store(string infPath)
    {
        // A question about the publisher would wait for its answer on a desktop that nobody sees: rather an error.
        SetupApi.SetupSetNonInteractiveMode(true);
        Span<char> published = stackalloc char[260];
        if (!SetupApi.SetupCopyOemInf(infPath, Path.GetDirectoryName(infPath), SetupApi.SpostPath, 0, published, (uint)published.Length, out _, 0))
        {
            throw DriverException.NotStored(infPath, Marshal.GetLastPInvokeError());
        }

        var path = published[..published.IndexOf('\0')].ToString();
        return File.Exists(path) ? Path.GetFileName(path) : throw DriverException.NotStored(infPath, FileNotFound);
    }

    /// <summary>Of an INF in <c>%SystemRoot%\INF</c> the one in the driver store that has its files beside it; any other path as it is. Wine keeps no files of a package.</summary>
    public static string SourceOf(string infPath)
    {
        Span<char> source = stackalloc char[512];
        return StoredDrivers.Folder.Equals(Path.GetDirectoryName(infPath), StringComparison.OrdinalIgnoreCase)
            && SetupApi.SetupGetInfDriverStoreLocation(Path.GetFileName(infPath), 0, null, source, (uint)source.Length, out _)
            ? source[..source.IndexOf('\0')].ToString()
            : infPath;
    }

    /// <exception cref="DriverException">XGT1105.</exception>
    public static Outcome Unstore(string publishedName)
    {
        var path = Path.Combine(StoredDrivers.Folder, Path.GetFileName(publishedName));
        if (!File.Exists(path))
        {
            return Outcome.NotThere;
        }

        var catalog = StoredDrivers.Describe(path)?.CatalogFile;
        var done = SetupApi.SetupUninstallOemInf(publishedName, SetupApi.SuoiForceDelete, 0);
        var error = Marshal.GetLastPInvokeError();
        if (!done || File.Exists(path))
        {
            throw DriverException.NotUnstored(publishedName, error);
        }

        DeleteCompanions(path, catalog);
        return Outcome.Done;
    }

    /// <summary>Windows publishes INF, PNF and catalog under one oem name and removes them together. Wine leaves the PNF, and where the INF kept its own name, the catalog too.</summary>
    private static void DeleteCompanions(string infPath, string? catalog)
    {
        File.Delete(Path.ChangeExtension(infPath, ".pnf"));
        if (Path.GetFileName(infPath).StartsWith("oem", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        if (catalog is not null && CatalogPath(catalog) is var published && Directory.Exists(Path.GetDirectoryName(published)))
        {
            File.Delete(published);
        }
    }

    /// <summary>Where Windows keeps catalogs of drivers.</summary>
    public static string CatalogPath(string catalog) => Path.Combine(Environment.SystemDirectory, "CatRoot", DriverCatalogs, Path.GetFileName(catalog));
}
