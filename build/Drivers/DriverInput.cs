namespace XenGuestTools.Build.Drivers;

/// <summary>Which driver packages a build is made of.</summary>
/// <param name="Folder">Holds <c>&lt;name&gt;/x64/…</c>.</param>
/// <param name="MadeFromSources">The build makes the packages itself, from drivers/sample.</param>
/// <param name="IsSample">The results must say SAMPLE.</param>
public sealed record DriverInput(string Folder, bool MadeFromSources, bool IsSample)
{
    /// <summary>--drivers DIR; else drivers/x64 if there are packages; else the samples.</summary>
    /// <exception cref="BuildException">The packages that were named or found cannot be used.</exception>
    public static DriverInput Choose(Paths paths, Options options, DriverList list)
    {
        var folder = options.Drivers ?? Path.Combine(paths.Root, "drivers", "x64");
        if (options.Drivers is null && !(Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any()))
        {
            return new(Path.Combine(paths.Artifacts, "samples"), MadeFromSources: true, IsSample: true);
        }

        return Directory.Exists(folder)
            ? new(Path.GetFullPath(folder), MadeFromSources: false, DriverPackages.Read(folder, list).IsSample)
            : throw new BuildException($"There is no folder {folder}. --drivers wants a folder with <name>/x64/*.inf and the other files of each package: drivers/README.md.");
    }
}
