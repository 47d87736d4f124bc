using System.Runtime.InteropServices;

namespace XenGuestTools.Build.Setup;

/// <summary>What the build and the tests need of Debian 12, installed when it is missing.</summary>
internal static class DebianPackages
{
    /// <summary>The program that shows a package to be there, and the package.</summary>
    private static readonly (string File, string Package)[] Needed =
    [
        ("/usr/lib/wine/wine64", "wine64"),
        ("/usr/bin/wine", "wine"),
        ("/usr/bin/Xvfb", "xvfb"),
        ("/usr/bin/xauth", "xauth"),
        ("/usr/bin/xdotool", "xdotool"),
        ("/usr/bin/import", "imagemagick"),
        ("/usr/bin/msiinfo", "msitools"),
        ("/usr/bin/gcab", "gcab"),
        ("/usr/bin/bsdtar", "libarchive-tools"),
        ("/usr/bin/cabextract", "cabextract"),
        ("/usr/bin/xorriso", "xorriso"),
        ("/usr/bin/hivexregedit", "libwin-hivex-perl"),
        ("/usr/lib/xen-4.17/bin/oxenstored", "xen-utils-4.17"),
        ("/usr/bin/clang", "clang"),
        ("/usr/bin/lld-link", "lld"),
        ("/usr/bin/x86_64-w64-mingw32-gcc", "gcc-mingw-w64-x86-64-win32"),
        ("/usr/share/fonts/truetype/liberation", "fonts-liberation"),
        ("/usr/share/wine/fonts", "fonts-wine"),
    ];

    private static readonly string[] NodeNeeded = ["nodejs", "npm"];

    public static IReadOnlyList<string> Missing()
    {
        var missing = Needed.Where(n => !Path.Exists(n.File)).Select(n => n.Package).ToList();
        if (!OnPath("npm"))
        {
            missing.AddRange(NodeNeeded);
        }

        return missing;
    }

    /// <exception cref="BuildException">Not Debian 12, not root, no network, or apt failed.</exception>
    public static async Task InstallAsync(IReadOnlyList<string> packages, CancellationToken cancellation)
    {
        if (!IsDebian12())
        {
            throw new BuildException($"This system is not supported: {RuntimeInformation.OSDescription}. The Linux build runs on Debian 12 (64-bit x86); on another Linux, install {string.Join(", ", packages)} and Wine with its 32-bit half by hand, then run this again. On Windows, use build.ps1.");
        }

        if (!Environment.IsPrivilegedProcess)
        {
            throw new BuildException($"Packages are missing and only root can install them: {string.Join(' ', packages)}. Run './build.sh setup' as root once.");
        }

        await Apt().TryRunAsync(["update", "-qq"], cancellation).ConfigureAwait(false); // a broken list of one architecture is not the end: what counts is whether the packages can be had
        await InstallOrExplainAsync(["install", "-y", "-qq", "--no-install-recommends", .. packages], cancellation).ConfigureAwait(false);
        if (Missing() is { Count: > 0 } missing)
        {
            throw new BuildException($"Debian's packages were installed, but what the build needs of {string.Join(", ", missing)} is not on this machine. Install them again: apt-get install --reinstall {string.Join(' ', missing)}");
        }
    }

    internal static Tool Apt() => new("apt-get")
    {
        TimeLimit = TimeSpan.FromMinutes(20),
        Environment = new Dictionary<string, string?> { ["DEBIAN_FRONTEND"] = "noninteractive" },
    };

    private static async Task InstallOrExplainAsync(IEnumerable<string> arguments, CancellationToken cancellation)
    {
        try
        {
            await Apt().RunAsync(arguments, cancellation).ConfigureAwait(false);
        }
        catch (BuildException e)
        {
            throw new BuildException($"Debian's packages could not be installed. Check the network and 'apt-get update', then run this again.\n{e.Message}", e);
        }
    }

    private static bool IsDebian12() =>
        RuntimeInformation.OSArchitecture == Architecture.X64
        && File.Exists("/etc/os-release")
        && File.ReadAllLines("/etc/os-release") is var lines
        && lines.Contains("ID=debian")
        && lines.Contains("VERSION_ID=\"12\"");

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));
}
