using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Graph;
using XenGuestTools.Build.Wine;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Build;

/// <summary>Makes MSIs and the bundle: by WiX 3.11 on Linux, by the .wixproj files and WiX 5 on Windows.</summary>
internal sealed class PackageBuilder(Paths paths, DriverInput drivers)
{
    public async Task BuildAsync(IReadOnlyList<WixPackage> packages, CancellationToken cancellation)
    {
        foreach (var package in packages)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(package.Output)!);
        }

        if (OperatingSystem.IsWindows())
        {
            foreach (var package in packages)
            {
                await BuildProjectAsync(package, cancellation).ConfigureAwait(false);
            }

            return;
        }

        WinePrefix prefix = new(Path.Combine(paths.Wine, "build"));
        if (!Directory.Exists(prefix.Folder))
        {
            await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(prefix.Folder, cancellation).ConfigureAwait(false);
        }

        await new Wix3(paths, prefix).BuildAsync(packages, cancellation).ConfigureAwait(false);
    }

    private async Task BuildProjectAsync(WixPackage package, CancellationToken cancellation)
    {
        var project = Path.ChangeExtension(package.Sources[0], ".wixproj");
        await new Tool("dotnet").RunAsync(
            ["build", project, "-c", "Release", "-v", "quiet", "--nologo", .. drivers.ProjectProperties, $"-p:OutputPath={Path.GetDirectoryName(package.Output)}/", $"-p:DriversFolder={drivers.Folder}"],
            cancellation).ConfigureAwait(false);
    }
}
