using System.Globalization;
using Spectre.Console;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Samples;

namespace XenGuestTools.Build.Fuzz;

/// <summary>What the word <c>fuzz</c> does.</summary>
internal sealed class FuzzCommand(Paths paths, IAnsiConsole console)
{
    /// <param name="seconds">For all readers together.</param>
    /// <param name="reader">One reader's name; null: all of them.</param>
    /// <param name="seed">Of a failure that is to be repeated.</param>
    /// <exception cref="BuildException">A reader failed.</exception>
    public async Task<int> RunAsync(int seconds, string? reader, string? seed, CancellationToken cancellation)
    {
        var folder = Path.Combine(paths.Artifacts, "fuzz");
        await SamplePackages.BuildAsync(paths, folder, cancellation);
        var targets = FuzzTargets.Of(PackageContent.ReadAll(folder, DriverList.Read(paths)));
        if (reader is not null)
        {
            targets = [targets.FirstOrDefault(t => t.Name == reader) ?? throw new BuildException($"There is no reader '{reader}'. The readers are {string.Join(", ", targets.Select(t => t.Name))}.")];
        }

        var table = new Table().Border(TableBorder.Minimal).AddColumns("reader", "spoilt files", "slowest, ms", "most memory, MB");
        var total = 0L;
        foreach (var target in targets)
        {
            console.WriteLine($"spoiling {target.Name} files …");
            var result = FuzzRun.Run(target, Math.Max(1, seconds / targets.Count), seed);
            total += result.Inputs;
            table.AddRow(result.Name, Number(result.Inputs), Number(result.Slowest.TotalMilliseconds), Number(result.MostAllocated / 1e6));
        }

        console.Write(table);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total:N0} spoilt files were read, and only errors of our own came out."));
        return 0;
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
