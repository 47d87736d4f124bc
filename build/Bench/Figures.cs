using System.Diagnostics;
using Spectre.Console;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>Measures every figure that the project promises, on this machine, now.</summary>
public sealed class Figures(Paths paths, Options options, Targets targets, IAnsiConsole console)
{
    private const double Megabyte = 1_000_000;

    public async Task<IReadOnlyList<Figure>> MeasureAsync(CancellationToken cancellation)
    {
        var actions = Path.Combine(targets.Published("customactions"), "XenGuestTools.CustomActions.dll");
        List<Figure> figures = [new("size of the custom action DLL", new FileInfo(actions).Length / Megabyte, "MB", 1.8)];
        console.WriteLine("timing the proof of driver packages …");
        figures.AddRange(new ProofTimer(targets.Drivers.Folder, DriverList.Read(paths)).Measure());
        figures.AddRange(new PlanTimer(targets.Drivers.Folder, DriverList.Read(paths)).Measure());
        if (OperatingSystem.IsLinux())
        {
            console.WriteLine("timing the agent on a real xenstored …");
            figures.Add(new("size of the agent", new FileInfo(Path.Combine(targets.Published("agent"), "xenagent.exe")).Length / Megabyte, "MB", 3));
            figures.AddRange(await new AgentTimer(paths).MeasureAsync(cancellation).ConfigureAwait(false));
        }

        console.WriteLine("timing CheckMachine under Wine …");
        figures.Add(new("CheckMachine over an empty native action", await new ActionTimer(paths).MeasureAsync(actions, cancellation).ConfigureAwait(false), "ms", 60));
        console.WriteLine("timing guesttools check under Wine …");
        figures.Add(new("guesttools check over a program that does nothing", await new CheckTimer(paths).MeasureAsync(Path.Combine(targets.Published("guesttools"), "guesttools.exe"), cancellation).ConfigureAwait(false), "ms", 300));
        console.WriteLine("timing a second build …");
        figures.Add(new("second build, nothing changed", await BuildSecondsAsync(paths.Root, ["--out", options.Out], cancellation).ConfigureAwait(false), "s", 5));
        console.WriteLine("timing a cold build in a fresh clone (minutes) …");
        figures.Add(new("cold build of a fresh clone, packages installed", await ColdBuildSecondsAsync(cancellation).ConfigureAwait(false), "s", 240));
        return figures;
    }

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
