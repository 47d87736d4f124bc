namespace XenGuestTools.Build.Setup;

/// <summary>
/// The 32-bit half of Wine: Burn's engine is a 32-bit program. Debian's own way is a second architecture. Where the mirror's list of that architecture lags behind
/// the installed packages, the versions cannot be made equal; then the 32-bit packages go into a folder of their own, which disturbs nothing.
/// </summary>
internal static class Wine32
{
    private const string Root = "/opt/i386";
    private const string Libraries = "/usr/lib/i386-linux-gnu/wine";

    private static readonly string[] Packages =
    [
        "wine32", "libfreetype6", "libfontconfig1", "libx11-6", "libxext6", "libxrender1", "libxcursor1", "libxi6", "libxrandr2", "libxinerama1", "libxcomposite1", "libxxf86vm1",
    ];

    public static bool IsMissing => !File.Exists("/usr/lib/wine/wine") || !Directory.Exists(Libraries);

    public static async Task InstallAsync(CancellationToken cancellation)
    {
        await new Tool("dpkg").RunAsync(["--add-architecture", "i386"], cancellation).ConfigureAwait(false);
        await DebianPackages.Apt().TryRunAsync(["update", "-qq"], cancellation).ConfigureAwait(false);
        var result = await DebianPackages.Apt().TryRunAsync(["install", "-y", "-qq", "--no-install-recommends", "wine32:i386"], cancellation).ConfigureAwait(false);
        if (result.ExitCode != 0 || IsMissing)
        {
            await InstallBesideAsync(cancellation).ConfigureAwait(false);
        }
    }

    private static async Task InstallBesideAsync(CancellationToken cancellation)
    {
        var cache = "/var/cache/xgt-i386";
        Directory.CreateDirectory(Path.Combine(cache, "lists", "partial"));
        Directory.CreateDirectory(Path.Combine(cache, "cache", "archives", "partial"));
        await File.WriteAllTextAsync(Path.Combine(cache, "status"), "", cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(cache, "sources.list"), $"deb {Mirror()} bookworm main\n", cancellation).ConfigureAwait(false);
        string[] options =
        [
            .. Option("APT::Architecture=i386"), .. Option("APT::Architectures=i386"), .. Option($"Dir::State::Lists={cache}/lists"), .. Option($"Dir::State::status={cache}/status"),
            .. Option($"Dir::Cache={cache}/cache"), .. Option($"Dir::Etc::sourcelist={cache}/sources.list"), .. Option("Dir::Etc::sourceparts=-"), .. Option("APT::Sandbox::User=root"),
        ];
        await DebianPackages.Apt().RunAsync([.. options, "update", "-qq"], cancellation).ConfigureAwait(false);
        await DebianPackages.Apt().RunAsync([.. options, "install", "-y", "-qq", "--no-install-recommends", "--download-only", .. Packages], cancellation).ConfigureAwait(false);
        foreach (var package in Directory.GetFiles(Path.Combine(cache, "cache", "archives"), "*.deb"))
        {
            await new Tool("dpkg").RunAsync(["-x", package, Root], cancellation).ConfigureAwait(false);
        }

        Link("/lib/ld-linux.so.2", $"{Root}/lib/ld-linux.so.2");
        Directory.CreateDirectory(Path.GetDirectoryName(Libraries)!);
        Link(Libraries, Root + Libraries);
        File.Copy($"{Root}/usr/lib/wine/wine", "/usr/lib/wine/wine", overwrite: true);
        File.Copy($"{Root}/usr/lib/wine/wineserver32", "/usr/lib/wine/wineserver32", overwrite: true);
        await File.WriteAllTextAsync("/etc/ld.so.conf.d/zz-i386.conf", $"{Root}/lib/i386-linux-gnu\n{Root}/usr/lib/i386-linux-gnu\n", cancellation).ConfigureAwait(false);
        await new Tool("ldconfig").RunAsync([], cancellation).ConfigureAwait(false);

        // 32-bit user32 needs this very copy: it carries Wine's builtin mark, the one of libz-mingw-w64 does not.
        File.Copy("/usr/lib/x86_64-linux-gnu/wine/i386-windows/zlib1.dll", $"{Libraries}/i386-windows/zlib1.dll", overwrite: true);
    }

    private static string[] Option(string value) => ["-o", value];

    private static void Link(string path, string target)
    {
        if (!Path.Exists(path))
        {
            File.CreateSymbolicLink(path, target);
        }
    }

    /// <summary>The address that this machine already gets Debian from.</summary>
    private static string Mirror()
    {
        var files = Directory.GetFiles("/etc/apt/sources.list.d").Append("/etc/apt/sources.list").Where(File.Exists);
        var words = files.SelectMany(File.ReadLines).Where(l => !l.StartsWith('#')).SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        return words.FirstOrDefault(w => w.Contains("://", StringComparison.Ordinal) && w.TrimEnd('/').EndsWith("/debian", StringComparison.Ordinal))
            ?? throw new BuildException("The address of this machine's Debian mirror was not found in /etc/apt: the 32-bit half of Wine cannot be installed. Install wine32:i386 by hand and run this again.");
    }
}
