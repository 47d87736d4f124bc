using XenGuestTools.Core;

namespace XenGuestTools.Build.Drivers;

/// <summary>A driver package on disk that is complete: its INF, its catalog and every file that the INF copies lie in one folder.</summary>
public sealed record DriverPackage(string Name, string Folder, DriverInf Inf)
{
    public string InfPath => Path.Combine(Folder, $"{Name}.inf");

    public string CatalogPath => Path.Combine(Folder, Inf.CatalogFile);

    /// <summary>All files of the package: INF, catalog, and what the INF copies.</summary>
    public IEnumerable<string> Files => [InfPath, CatalogPath, .. Inf.Files.Select(file => PathOf(Folder, file)).Distinct(StringComparer.Ordinal)];

    /// <summary>Where the package of a driver lies: in <c>folder/name/x64</c>, as it is published, if that is there; else in <c>folder/name</c>, as in drivers/x64.</summary>
    public static string FolderOf(string folder, string name) => Path.Combine(folder, name, "x64") is var published && Directory.Exists(published) ? published : Path.Combine(folder, name);

    /// <param name="folder">Holds the INF.</param>
    /// <exception cref="BuildException">Something is missing, or is not what its name says.</exception>
    public static DriverPackage Read(string name, string folder)
    {
        var infPath = Path.Combine(folder, $"{name}.inf");
        if (!File.Exists(infPath))
        {
            throw new BuildException($"There is no {infPath}. Each driver package lies in <folder>/<name>/x64 or <folder>/<name> and has an INF of its name: see drivers/README.md.");
        }

        var inf = ReadInf(infPath);
        if (!inf.Services.Any(service => service.IsFunctionDriver && service.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            throw new BuildException($"{infPath} installs no driver service named {name}, so this is the package of another driver. Put each package into the folder of its name.");
        }

        RequireFile(Path.Combine(folder, inf.CatalogFile), infPath, "as its catalog, and Windows does not install a package without one");
        foreach (var file in inf.Files)
        {
            RequireFile(PathOf(folder, file), infPath, "to be copied");
        }

        return new(name, folder, inf);
    }

    private static DriverInf ReadInf(string path)
    {
        try
        {
            return DriverInf.From(InfFile.Read(File.ReadAllBytes(path)));
        }
        catch (InfException e)
        {
            throw new BuildException($"{path} can't be used: {e.Message}", e);
        }
    }

    private static string PathOf(string folder, InfCopiedFile file) => Path.Combine(folder, file.SourceName.Replace('\\', Path.DirectorySeparatorChar));

    private static void RequireFile(string path, string infPath, string purpose)
    {
        if (!File.Exists(path))
        {
            throw new BuildException($"{path} is missing: {Path.GetFileName(infPath)} names it {purpose}. Take the whole package from its source again.");
        }
    }
}
