using System.Globalization;
using System.Security.Cryptography;
using Spectre.Console;
using XenGuestTools.Build.Bench;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Fuzz;
using XenGuestTools.Build.Graph;
using XenGuestTools.Build.Setup;
using XenGuestTools.Build.Testing;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build;

/// <summary>What the words of the command line do. Each returns the exit code.</summary>
public sealed class Commands(Paths paths, Options options)
{
    public async Task<int> AllAsync(CancellationToken cancellation)
    {
        var targets = await MakeAsync(AnsiConsole.Console, t => t.All, cancellation).ConfigureAwait(false);
        ShowResults(targets);
        return 0;
    }

    public async Task<int> SetUpAsync(CancellationToken cancellation)
    {
        await TerminalReporter.ShowAsync(AnsiConsole.Console, reporter => new SetUp(paths).RunAsync(reporter, cancellation)).ConfigureAwait(false);
        AnsiConsole.WriteLine("This machine has all that the build needs.");
        return 0;
    }

    public async Task<int> TestAsync(string? suite, string? filter, CancellationToken cancellation)
    {
        await MakeAsync(AnsiConsole.Console, t => [.. t.All, t.Probe, t.TestAgent, t.Analysis], cancellation).ConfigureAwait(false);
        var run = new TestRun(paths, Console.Out);
        var count = new TestCount(0, 0, 0);
        foreach (var name in suite is null ? TestRun.Suites : [suite])
        {
            AnsiConsole.WriteLine($"{name} tests");
            count += await run.RunAsync(name, filter, cancellation).ConfigureAwait(false);
        }

        Console.WriteLine(count);
        return count.Failed == 0 && count.Passed > 0 ? 0 : 2;
    }

    public async Task<int> BenchAsync(bool json, string? only, CancellationToken cancellation)
    {
        // With --json standard output is for the figures alone.
        var console = json ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) }) : AnsiConsole.Console;
        var targets = await MakeAsync(console, t => [.. t.All, t.Probe], cancellation).ConfigureAwait(false);
        var figures = await new Figures(paths, options, targets, console).MeasureAsync(only, cancellation).ConfigureAwait(false);
        if (json)
        {
            Console.WriteLine(System.Text.Json.JsonSerializer.Serialize(figures, FigureJson.Default.IReadOnlyListFigure));
        }
        else
        {
            ShowFigures(figures);
        }

        return figures.All(f => f.Ok) ? 0 : 2;
    }

    /// <param name="address">The folder that the setup program is published in; null: it is not.</param>
    public async Task<int> DeployAsync(string? address, CancellationToken cancellation)
    {
        var download = DownloadAddress.Parse(address);
        await MakeAsync(AnsiConsole.Console, t => [t.Deploy(download)], cancellation).ConfigureAwait(false);
        AnsiConsole.WriteLine($"{Path.Combine(options.Out, "deploy")} has the files for deployment systems{(download is null ? ", but those for winget: they need --url, the folder that the setup program is published in" : "")}. docs/deploy.md says what they are for.");
        return 0;
    }

    public async Task<int> IsoAsync(string? address, CancellationToken cancellation)
    {
        var download = DownloadAddress.Parse(address);
        Target? image = null;
        await MakeAsync(AnsiConsole.Console, t => [image = t.Iso(download)], cancellation).ConfigureAwait(false);
        var file = image!.Outputs[0];
        AnsiConsole.WriteLine($"{file}  {new FileInfo(file).Length.ToString("N0", CultureInfo.InvariantCulture)} bytes  SHA-256 {Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false)))}");
        return 0;
    }

    public async Task<int> FuzzAsync(int seconds, string? reader, string? seed, CancellationToken cancellation)
    {
        await SetUpAsync(cancellation).ConfigureAwait(false);
        return await new FuzzCommand(paths, AnsiConsole.Console).RunAsync(seconds, reader, seed, cancellation).ConfigureAwait(false);
    }

    public Task<int> CleanAsync()
    {
        // The running program lies in artifacts/bin; what is left of it is small, and the next build overwrites it.
        foreach (var folder in Directory.Exists(paths.Artifacts) ? Directory.GetDirectories(paths.Artifacts) : [])
        {
            if (Path.GetFileName(folder) is not ("bin" or "obj"))
            {
                Directory.Delete(folder, recursive: true);
            }
        }

        if (Directory.Exists(options.Out))
        {
            Directory.Delete(options.Out, recursive: true);
        }

        return Task.FromResult(0);
    }

    private async Task<Targets> MakeAsync(IAnsiConsole console, Func<Targets, IEnumerable<Target>> wanted, CancellationToken cancellation)
    {
        var targets = new Targets(paths, options, PackageSetProof.Run);
        await TerminalReporter.ShowAsync(console, async reporter =>
        {
            await new SetUp(paths).RunAsync(reporter, cancellation).ConfigureAwait(false);
            var graph = new TargetGraph(new Stamps(Path.Combine(paths.Artifacts, "stamps"), paths.Root), paths.Root, reporter);
            await graph.MakeAsync(wanted(targets), cancellation).ConfigureAwait(false);
        }).ConfigureAwait(false);
        return targets;
    }

    private void ShowResults(Targets targets)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("file", "bytes", "SHA-256");
        table.Columns[0].NoWrap();
        table.Columns[1].RightAligned().NoWrap();
        table.Columns[2].NoWrap();
        foreach (var file in targets.All.Concat(targets.Packages).SelectMany(t => t.Outputs).Order(StringComparer.Ordinal))
        {
            table.AddRow(Path.GetRelativePath(paths.Root, file), new FileInfo(file).Length.ToString("N0", CultureInfo.InvariantCulture), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))));
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 130); // a hash that is cut is of no use
        AnsiConsole.Write(table);
        foreach (var finding in targets.Drivers.Findings)
        {
            AnsiConsole.WriteLine(ProofText.Line(finding));
        }

        if (targets.Drivers.IsTestSigned)
        {
            AnsiConsole.MarkupLine("[yellow]Made from driver packages that Windows takes in test mode only: the names say TEST-SIGNED.[/]");
        }

        if (targets.Drivers.IsSample)
        {
            AnsiConsole.MarkupLine("[yellow]Made from the SAMPLE driver packages: for development and tests only.[/] drivers/README.md says how to put signed packages in.");
        }
    }

    private static void ShowFigures(IReadOnlyList<Figure> figures)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns("figure", "value", "limit", "unit", "");
        foreach (var f in figures)
        {
            table.AddRow(f.Name, f.Value.ToString("0.##", CultureInfo.InvariantCulture), f.Limit.ToString("0.##", CultureInfo.InvariantCulture), f.Unit, f.Ok ? "[green]ok[/]" : "[red]too much[/]");
        }

        AnsiConsole.Write(table);
    }
}
