using XenGuestTools.Build.Graph;
using XenGuestTools.Build.Native;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Setup;

/// <summary>Everything that a fresh machine lacks. Safe to run twice; the second time it only looks.</summary>
public sealed class SetUp(Paths paths)
{
    /// <summary>Bytes: Debian's packages 1.9 GB, a Wine prefix 1.4 GB, compiled code 1 GB, test prefixes.</summary>
    private const long NeededSpace = 5L * 1024 * 1024 * 1024;

    private const long SpaceForABuild = 1024 * 1024 * 1024;

    public async Task RunAsync(IReporter reporter, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // WiX and the compilers come with NuGet and Visual Studio's Build Tools: docs/build.md
        }

        if (!OperatingSystem.IsLinux())
        {
            throw new BuildException("This system is not supported. Build on Debian 12 with './build.sh' or on Windows with 'build.ps1'.");
        }

        var template = new WinePrefix(Path.Combine(paths.Wine, "template"));
        var complete = Path.Combine(template.Folder, "complete");
        RequireSpace(File.Exists(complete) ? SpaceForABuild : NeededSpace);
        if (DebianPackages.Missing() is { Count: > 0 } packages)
        {
            await reporter.RunAsync($"install {string.Join(' ', packages)}", () => DebianPackages.InstallAsync(packages, cancellation)).ConfigureAwait(false);
        }

        if (Wine32.IsMissing)
        {
            await reporter.RunAsync("install 32-bit Wine", () => Wine32.InstallAsync(cancellation)).ConfigureAwait(false);
        }

        var work = new List<Task> { new NativeToolchain(paths).PrepareAsync(cancellation) };
        if (WixDownload.IsMissing(paths))
        {
            work.Add(reporter.RunAsync("fetch WiX 3.11", () => WixDownload.InstallAsync(paths, cancellation)));
        }

        if (!File.Exists(complete))
        {
            work.Add(reporter.RunAsync("make the Wine template", async () =>
            {
                await template.CreateAsync(cancellation).ConfigureAwait(false);
                await File.WriteAllTextAsync(complete, "", cancellation).ConfigureAwait(false);
            }));
        }

        await Task.WhenAll(work).ConfigureAwait(false);
    }

    private void RequireSpace(long bytes)
    {
        var free = new DriveInfo(paths.Root).AvailableFreeSpace;
        if (free < bytes)
        {
            throw new BuildException($"Not enough disk space at {paths.Root}: {free / 1_000_000} MB are free, {bytes / 1_000_000} MB are needed. Free some space and run this again; './build.sh clean' removes what earlier builds left.");
        }
    }
}
