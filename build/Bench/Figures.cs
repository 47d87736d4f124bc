using System.Diagnostics;
using Spectre.Console;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>Measures every figure that the project promises, on this machine, now.</summary>
public sealed class Figures(Paths paths, Options options, Targets targets, IAnsiConsole console)
{
    private const double Megabyte = 1_000_000;

    /// <summary>What may be measured alone.</summary>
    public static string[] Parts => ["agent", "build", "bundle", "check", "msi", "planning"];

    private string Actions => Path.Combine(targets.Published("customactions"), "XenGuestTools.CustomActions.dll");

    /// <param name="only">One of <see cref="Parts"/>; null: all.</param>
    public async Task<IReadOnlyList<Figure>> MeasureAsync(string? only, CancellationToken cancellation)
    {
        List<Figure> figures = [];
        async Task AddAsync(string part, string what, Func<Task<IEnumerable<Figure>>> measure)
        {
            if (only is null || only == part)
            {
                console.WriteLine($"timing {what} …");
                figures.AddRange(await measure().ConfigureAwait(false));
            }
        }

        await AddAsync("planning", "the proof of driver packages and the plans", () => Task.FromResult(Planning())).ConfigureAwait(false);
        if (OperatingSystem.IsLinux())
        {
            await AddAsync("agent", "the agent on a real xenstored", () => AgentAsync(cancellation)).ConfigureAwait(false);
        }

        await AddAsync("msi", "CheckMachine under Wine", () => MsiAsync(cancellation)).ConfigureAwait(false);
        await AddAsync("bundle", "the setup program and its packages under Wine", () => BundleAsync(cancellation)).ConfigureAwait(false);
        await AddAsync("check", "guesttools check under Wine", () => CheckAsync(cancellation)).ConfigureAwait(false);
        await AddAsync("build", "a second build, and a cold build in a fresh clone (minutes)", () => BuildAsync(cancellation)).ConfigureAwait(false);
        return figures;
    }

    private IEnumerable<Figure> Planning() =>
        [.. new ProofTimer(targets.Drivers.Folder, DriverList.Read(paths)).Measure(), .. new PlanTimer(targets.Drivers.Folder, DriverList.Read(paths)).Measure()];

    private async Task<IEnumerable<Figure>> AgentAsync(CancellationToken cancellation) =>
    [
        new("size of the agent", new FileInfo(Path.Combine(targets.Published("agent"), "xenagent.exe")).Length / Megabyte, "MB", 3),
        .. await new AgentTimer(paths).MeasureAsync(cancellation).ConfigureAwait(false),
    ];

    private async Task<IEnumerable<Figure>> MsiAsync(CancellationToken cancellation) =>
    [
        new("size of the custom action DLL", new FileInfo(Actions).Length / Megabyte, "MB", 1.8),
        new("CheckMachine over an empty native action", await new ActionTimer(paths).MeasureAsync(Actions, cancellation).ConfigureAwait(false), "ms", 60),
    ];

    private async Task<IEnumerable<Figure>> BundleAsync(CancellationToken cancellation)
    {
        var (ratio, process) = await new BundleTimer(paths, targets.Bundle.Outputs[0], [.. targets.Packages.Select(target => target.Outputs[0])]).MeasureAsync(cancellation).ConfigureAwait(false);
        return
        [
            new("quiet setup, Detect to Apply, over its six packages alone", ratio, "ratio", 1.4),
            new("start and end of Burn's process beside that", process, "s", 10),
        ];
    }

    private async Task<IEnumerable<Figure>> CheckAsync(CancellationToken cancellation) =>
    [
        new("guesttools check over a program that does nothing", await new CheckTimer(paths).MeasureAsync(Path.Combine(targets.Published("guesttools"), "guesttools.exe"), cancellation).ConfigureAwait(false), "ms", 300),
    ];

    private async Task<IEnumerable<Figure>> BuildAsync(CancellationToken cancellation) =>
    [
        new("second build, nothing changed", await BuildSecondsAsync(paths.Root, ["--out", options.Out], cancellation).ConfigureAwait(false), "s", 5),
        new("cold build of a fresh clone, packages installed", await ColdBuildSecondsAsync(cancellation).ConfigureAwait(false), "s", 240),
    ];

    private async Task<double> ColdBuildSecondsAsync(CancellationToken cancellation)
    {
        var clone = Directory.CreateTempSubdirectory("xgt-cold");
        try
        {
            await new Tool("git").RunAsync(["clone", "--quiet", paths.Root, clone.FullName], cancellation).ConfigureAwait(false);
            return await BuildSecondsAsync(clone.FullName, [], cancellation).ConfigureAwait(false);
        }
        finally
        {
            await new WinePrefix(Path.Combine(new Paths(clone.FullName).Wine, "build")).StopAsync().ConfigureAwait(false);
            clone.Delete(recursive: true);
        }
    }

    private static async Task<double> BuildSecondsAsync(string root, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        await new Tool(Path.Combine(root, "build.sh")).RunAsync(arguments, cancellation).ConfigureAwait(false);
        return watch.Elapsed.TotalSeconds;
    }
}
