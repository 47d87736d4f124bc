using System.Collections.Immutable;
using System.Security.Cryptography;

namespace XenGuestTools.Build.Drivers;

/// <summary>The driver packages of one build, in the order of drivers.json.</summary>
/// <param name="IsSample">The result must say SAMPLE wherever a name or a version is shown.</param>
public sealed record DriverPackages(ImmutableArray<DriverPackage> Packages, bool IsSample)
{
    /// <param name="folder">Holds <c>&lt;name&gt;/x64/</c> or <c>&lt;name&gt;/</c> with INF, catalog and programs for each package of the list.</param>
    /// <exception cref="BuildException">A package is missing, incomplete or not the pinned one; or sample and real ones are mixed.</exception>
    public static DriverPackages Read(string folder, DriverList list)
    {
        var packages = ImmutableArray.CreateBuilder<DriverPackage>();
        foreach (var source in list.Packages)
        {
            var package = DriverPackage.Read(source.Name, DriverPackage.FolderOf(folder, source.Name));
            CheckPins(package, source);
            packages.Add(package);
        }

        var samples = packages.Where(package => package.Inf.Provider == list.Sample.Provider).ToList();
        if (samples.Count > 0 && samples.Count < packages.Count)
        {
            var real = packages.Except(samples);
            throw new BuildException(
                $"{folder} mixes sample packages ({Names(samples)}) with real ones ({Names(real)}); together they would make a machine that can't boot from its disks. Use packages of one kind, from one source.");
        }

        return new(packages.ToImmutable(), samples.Count > 0);
    }

    private static void CheckPins(DriverPackage package, DriverSource source)
    {
        if (source.Version is not null && source.Version != package.Inf.Version)
        {
            throw new BuildException($"{package.InfPath} has version {package.Inf.Version}, and drivers.json wants {source.Version}. Take the package from {source.Source} or change drivers.json.");
        }

        foreach (var (name, expected) in source.Files)
        {
            var path = Path.Combine(package.Folder, name);
            if (!File.Exists(path))
            {
                throw new BuildException($"{path} is missing, and drivers.json has it. Take the package from {source.Source} or change drivers.json.");
            }

            var actual = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));
            if (!actual.Equals(expected, StringComparison.OrdinalIgnoreCase))
            {
                throw new BuildException($"{path} is another file than the one in drivers.json: its SHA-256 is {actual}, not {expected}. Take the package from {source.Source} or change drivers.json.");
            }
        }
    }

    private static string Names(IEnumerable<DriverPackage> packages) => string.Join(", ", packages.Select(package => package.Name));
}
