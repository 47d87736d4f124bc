using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Wix;

/// <summary>
/// Builds packages with the genuine WiX 3.11: down-levels the authoring, compiles all sources in one run of candle (on this machine's .NET), and links all packages in one run of light (on .NET for
/// Windows, under Wine). Packages are linked in the order given, so a bundle comes after the packages that it holds.
/// </summary>
/// <param name="folder">Below artifacts: for what is written on the way. Builds that may run at the same time have one each.</param>
public sealed class Wix3(Paths paths, WinePrefix prefix, string folder = "wix")
{
    private const string CandleRuntime = """{ "runtimeOptions": { "tfm": "net10.0", "framework": { "name": "Microsoft.NETCore.App", "version": "10.0.0" }, "configProperties": { "System.Runtime.TieredPGO": false } } }""";

    private string Folder => Path.Combine(paths.Artifacts, folder);

    /// <summary>Errors and warnings are one <see cref="BuildException"/> whose lines name the v4 source.</summary>
    public async Task BuildAsync(IReadOnlyList<WixPackage> packages, CancellationToken cancellation = default)
    {
        var levelled = packages.Select(p => DownLevelledPackage.From(p, Folder)).ToList();
        RequireInputs(levelled);
        var generated = levelled.SelectMany(Write).ToList();
        var messages = new ToolMessages(generated);
        await CompileAsync(levelled, messages, cancellation).ConfigureAwait(false);
        await LinkAsync(levelled, messages, cancellation).ConfigureAwait(false);
    }

    // Light would say so too, but of a file that a theme uses it would name a line of its own library.
    private static void RequireInputs(IEnumerable<DownLevelledPackage> packages)
    {
        var built = new HashSet<string>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            foreach (var (path, line) in package.Named.Where(n => !built.Contains(n.Key) && !File.Exists(n.Key)))
            {
                throw line.Error($"there is no file {path}.");
            }

            built.Add(Path.GetFullPath(package.Package.Output));
        }
    }

    private static IEnumerable<GeneratedSource> Write(DownLevelledPackage package) =>
        package.Sources.Select(s => GeneratedSource.Write(s.Key, s.Value, isPreprocessed: true))
            .Concat(package.Localizations.Concat(package.Conversions).Select(l => GeneratedSource.Write(l.Key, l.Value, isPreprocessed: false)));

    private async Task CompileAsync(IReadOnlyList<DownLevelledPackage> packages, ToolMessages messages, CancellationToken cancellation)
    {
        var runtime = Path.Combine(Folder, "candle.runtimeconfig.json");
        await File.WriteAllTextAsync(runtime, CandleRuntime, cancellation).ConfigureAwait(false);
        var candle = new Tool("dotnet") { WorkingDirectory = Folder };
        var result = await candle.TryRunAsync(
            [
                "exec", "--runtimeconfig", runtime, Path.Combine(paths.Wix3, "candle.exe"), "-nologo", "-wx", "-arch", "x64",
                .. Extensions(packages.SelectMany(p => p.Extensions)),
                .. packages.SelectMany(p => p.Sources.Keys).Select(s => Path.GetRelativePath(Folder, s)), // relative: a slash begins a switch
            ],
            cancellation).ConfigureAwait(false);
        Check(result, messages);
    }

    private async Task LinkAsync(IReadOnlyList<DownLevelledPackage> packages, ToolMessages messages, CancellationToken cancellation)
    {
        var commands = Path.Combine(Folder, "light.txt");
        await File.WriteAllTextAsync(commands, string.Join('\n', packages.Select(p => string.Join('\n', Command(p)) + "\n")), cancellation).ConfigureAwait(false);
        var light = prefix.Tool() with { WorkingDirectory = Folder };
        var result = await light.TryRunAsync([new LightHost(paths).Program, WixScope.WinePath(paths.Wix3), WixScope.WinePath(commands)], cancellation).ConfigureAwait(false);
        Check(result, messages);
    }

    // -sval: the ICEs need a Windows Installer that Wine has not. -spdb: nobody reads the .wixpdb.
    private static IEnumerable<string> Command(DownLevelledPackage package) =>
    [
        "-nologo", "-wx", "-sval", "-spdb", "-cultures:" + string.Join(',', package.Cultures),
        .. Extensions(package.Extensions),
        .. package.Localizations.Keys.SelectMany(l => new[] { "-loc", WixScope.WinePath(l) }),
        "-out", WixScope.WinePath(Path.GetFullPath(package.Package.Output)),
        .. package.Sources.Keys.Select(s => WixScope.WinePath(Object(s))),
    ];

    private static IEnumerable<string> Extensions(IEnumerable<string> names) => names.Distinct().SelectMany(n => new[] { "-ext", n });

    private static string Object(string source) => Path.ChangeExtension(source, ".wixobj");

    private static void Check(ToolResult result, ToolMessages messages)
    {
        if (result.ExitCode == 0)
        {
            return;
        }

        var explained = messages.Explain(result.Output);
        throw new BuildException(explained.Length > 0 ? explained : $"{result.CommandLine}\nended with code {result.ExitCode}:\n{result.Output}");
    }
}
