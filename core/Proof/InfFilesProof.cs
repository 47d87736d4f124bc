namespace XenGuestTools.Core.Proof;

/// <summary>The package has every file that the INF names, and no other (Microsoft: "INF SourceDisksFiles Section"). The catalog is CatalogProof's business.</summary>
internal static class InfFilesProof
{
    private const string TakeAgain = "Take the whole package from its source again.";

    private static readonly string[] Lists = ["SourceDisksFiles", "SourceDisksFiles.amd64"];

    public static void Check(PackageFiles package, InfFile file, DriverInf inf, InfInstall install, FileFindings findings)
    {
        var listed = Listed(file);
        InfCopyLines copied = new(file, install);
        foreach (var missing in inf.Files.Where(f => !listed.ContainsKey(f.SourceName)).DistinctBy(f => f.SourceName, StringComparer.OrdinalIgnoreCase))
        {
            findings.Error(
                "XGD2012", copied.Of(missing.SourceName), $"CopyFiles takes {missing.SourceName}, and SourceDisksFiles does not list it, so Windows would not find it.", "Take a package whose INF is right, and tell its publisher.");
        }

        var named = inf.Files.Select(f => f.SourceName).Concat(listed.Keys).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var source in named.Where(name => !Has(package, name)))
        {
            findings.Error("XGD2011", listed.GetValueOrDefault(source, copied.Of(source)), $"The INF names {source}, and the package has no such file.", TakeAgain);
        }

        named.Add($"{package.Name}.inf");
        named.Add(inf.CatalogFile);
        foreach (var stray in package.Files.Keys.Where(name => !named.Contains(name.Replace('/', '\\'))))
        {
            findings.Warning("XGD2013", 0, $"The package has {stray}, which its INF does not name, so Windows does not install it.", "Delete the file from the package; debug symbols (*.pdb) belong elsewhere.");
        }
    }

    /// <summary>The files of SourceDisksFiles, relative to the folder of the INF, with their lines.</summary>
    private static Dictionary<string, int> Listed(InfFile file)
    {
        InfFileLists lists = new(file);
        Dictionary<string, int> listed = new(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lists.SelectMany(name => file.Lines(name)))
        {
            if (line.Key is { Length: > 0 } name)
            {
                listed[lists.SourcePath(name)] = line.Number;
            }
        }

        return listed;
    }

    private static bool Has(PackageFiles package, string source) => package.Files.ContainsKey(source) || package.Files.ContainsKey(source.Replace('\\', '/'));
}
