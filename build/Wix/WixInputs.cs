namespace XenGuestTools.Build.Wix;

/// <summary>What a package is made of, for incremental builds.</summary>
public static class WixInputs
{
    /// <summary>
    /// Full paths of every file that the result depends on: sources, includes, localizations, and the files that they name directly or by a pattern. A file that is named and not there yet is listed
    /// all the same; a pattern that finds nothing is a <see cref="BuildException"/>, as it is in the build.
    /// </summary>
    public static IReadOnlyList<string> Of(WixPackage package)
    {
        var levelled = DownLevelledPackage.From(package, Path.GetTempPath());
        return [.. levelled.Read.Concat(levelled.Named.Keys).Distinct().Order(StringComparer.Ordinal)];
    }
}
