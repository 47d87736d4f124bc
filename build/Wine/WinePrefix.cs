namespace XenGuestTools.Build.Wine;

/// <summary>
/// A Wine prefix: one throw-away Windows. New ones are cloned from a template with hard links in a fraction of a second; the registry files are copied, because the
/// Wine server writes them in place.
/// </summary>
public sealed class WinePrefix(string folder)
{
    /// <summary>
    /// Every program of Wine needs the address 0x7ffe0000 for data that it shares with Windows' kernel. Where the memory layout is random, something else has it about once in 1,500 starts, and the
    /// program does not start: silently, but for "failed to map the shared user data" with WINEDEBUG=err+virtual. Where fixing it is refused, as by a container, it stays random.
    /// </summary>
    private const string WithFixedLayout = "setarch -R true 2>/dev/null && exec setarch -R \"$@\"; exec \"$@\"";

    private static readonly string[] RegistryFiles = ["system.reg", "user.reg", "userdef.reg"];

    public string Folder => folder;

    public string DriveC => Path.Combine(folder, "drive_c");

    /// <summary>The host's path of a path on drive C, such as <c>C:\windows\inf</c>.</summary>
    public string HostPath(string windowsPath) => Path.Combine(DriveC, windowsPath[3..].Replace('\\', '/'));

    /// <summary>A program of this prefix. Wine returns only the low eight bits of an exit code to Linux.</summary>
    /// <param name="loader"><c>wine64</c> for 64-bit programs, <c>wine</c> for 32-bit ones (a Burn bundle is one).</param>
    public Tool Tool(string loader = "wine64") => new("sh")
    {
        FirstArguments = ["-c", WithFixedLayout, "sh", LoaderPath(loader)],
        Environment = new Dictionary<string, string?>
        {
            ["WINEPREFIX"] = folder,
            ["WINEDEBUG"] = "-all",
            ["WINEARCH"] = "win64",
        },
    };

    /// <summary>Creates the prefix from nothing. Takes 10 to 30 s: do it once, for a template.</summary>
    public async Task CreateAsync(CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);

        // mscoree and mshtml are switched off for this step only: it would offer to download Mono and Gecko. A .NET program needs mscoree later.
        var boot = Tool("wine");
        boot = boot with { Environment = new Dictionary<string, string?>(boot.Environment) { ["WINEDLLOVERRIDES"] = "mscoree=;mshtml=", ["DISPLAY"] = null } };
        await boot.RunAsync(["wineboot", "-i"], cancellation).ConfigureAwait(false);
        await boot.RunAsync(["winecfg", "-v", "win10"], cancellation).ConfigureAwait(false);
        await StopAsync(wait: true).ConfigureAwait(false);
        var half = Path.Combine(DriveC, "windows", "syswow64");
        if (!Directory.Exists(half) || Directory.GetFiles(half).Length < 500)
        {
            throw new BuildException($"The Wine prefix {folder} has no 32-bit half, which Burn needs. Run './build.sh setup', remove {folder} and try again.");
        }
    }

    /// <summary>Makes <paramref name="destination"/> a copy of this prefix; what was there goes.</summary>
    public async Task<WinePrefix> CloneAsync(string destination, CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(destination)!);
        if (Directory.Exists(destination))
        {
            Directory.Delete(destination, recursive: true);
        }

        await new Tool("cp").RunAsync(["-al", folder, destination], cancellation).ConfigureAwait(false);
        foreach (var file in RegistryFiles)
        {
            var target = Path.Combine(destination, file);
            File.Delete(target);
            File.Copy(Path.Combine(folder, file), target);
        }

        return new(destination);
    }

    /// <summary>Ends every process of this prefix (and of no other one).</summary>
    public async Task StopAsync(bool wait = false) =>
        await (Tool() with { FileName = "wineserver", FirstArguments = [], TimeLimit = TimeSpan.FromMinutes(1) }).TryRunAsync([wait ? "-w" : "-k"]).ConfigureAwait(false);

    private static string LoaderPath(string loader) =>
        loader == "wine64" && File.Exists("/usr/lib/wine/wine64") ? "/usr/lib/wine/wine64" : loader;
}
