using System.Diagnostics;
using System.Globalization;
using Spectre.Console;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>
/// What the setup program costs beyond its packages: a quiet installation, from the begin of its detection to the end of its work by its own log, over the sum of its MSIs one after the other. In Wine prefixes
/// of their own, without Xen devices; Linux only.
/// </summary>
internal sealed class BundleTimer(Paths paths, string output, IAnsiConsole console)
{
    private const int Runs = 3;

    /// <summary>In the order of the chain.</summary>
    private static readonly string[] Packages = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus", "agent"];

    /// <param name="WorkOfPackages">Seconds.</param>
    /// <param name="WorkOfBundle">Seconds.</param>
    /// <param name="EndOfBundle">Seconds from the end of its work to the end of its process.</param>
    private sealed record Times(double WorkOfPackages, double WorkOfBundle, double EndOfBundle);

    /// <returns>The median of several pairs.</returns>
    public async Task<Figure> MeasureAsync(CancellationToken cancellation)
    {
        List<Times> runs = [];
        for (var run = 0; run < Runs; run++)
        {
            var prefix = await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(Path.Combine(paths.Wine, "bench-bundle"), cancellation).ConfigureAwait(false);
            try
            {
                runs.Add(await OneRunAsync(prefix, cancellation).ConfigureAwait(false));
            }
            finally
            {
                await prefix.StopAsync().ConfigureAwait(false);
            }
        }

        var median = runs.OrderBy(r => r.WorkOfBundle / r.WorkOfPackages).ElementAt(Runs / 2);
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"the bundle worked {median.WorkOfBundle:0.0} s, its MSIs {median.WorkOfPackages:0.0} s; then its process took {median.EndOfBundle:0.0} s to end, which is not counted"));
        return new("quiet bundle over the sum of its MSIs", median.WorkOfBundle / median.WorkOfPackages, "ratio", 1.4);
    }

    private async Task<Times> OneRunAsync(WinePrefix prefix, CancellationToken cancellation)
    {
        var script = prefix.HostPath(@"C:\bench.cmd");
        await File.WriteAllLinesAsync(script, Script(), cancellation).ConfigureAwait(false);

        // A shell takes the pipes away: Wine's services would hold them open, and the tool waits for their end.
        var wine = prefix.Tool();
        var done = (new Tool("xvfb-run") { Environment = wine.Environment, TimeLimit = TimeSpan.FromMinutes(5) })
            .RunAsync(["--auto-servernum", "sh", "-c", "exec \"$@\" >/dev/null 2>&1", "sh", wine.FileName, "cmd", "/c", @"C:\bench.cmd"], cancellation);
        var clock = Stopwatch.StartNew();
        async Task<double> When(string file, string text)
        {
            while (!Has(prefix.HostPath(file), text))
            {
                if (done.IsCompleted && !Has(prefix.HostPath(file), text))
                {
                    await done.ConfigureAwait(false);
                    throw new BuildException($"An installation that was timed failed: {file} in {prefix.Folder} does not say '{text}'. './build.sh test machine' shows why.");
                }

                await Task.Delay(5, cancellation).ConfigureAwait(false);
            }

            return clock.Elapsed.TotalSeconds;
        }

        var begin = await When(@"C:\times.txt", "begin").ConfigureAwait(false);
        var packages = await When(@"C:\times.txt", "packages").ConfigureAwait(false) - begin;
        var detected = await When(@"C:\setup.log", "i100:").ConfigureAwait(false);
        var applied = await When(@"C:\setup.log", "i399: Apply complete, result: 0x0").ConfigureAwait(false);
        var ended = await When(@"C:\times.txt", "ended").ConfigureAwait(false);
        await done.ConfigureAwait(false);
        return new(packages, applied - detected, ended - applied);
    }

    private IEnumerable<string> Script() =>
    [
        "@echo off",
        @"echo begin>>C:\times.txt",
        .. Packages.Select(name => Msi("/i", name) + " || exit /b 1"),
        @"echo packages>>C:\times.txt",
        .. Packages.Reverse().Select(name => Msi("/x", name)),
        $"\"{Windows("XenGuestToolsSetup-x64.exe")}\" -quiet -norestart ALLOWANYMACHINE=1 -log C:\\setup.log",
        @"echo ended>>C:\times.txt",
    ];

    private string Msi(string what, string name) => $"msiexec {what} \"{Windows(name + "-x64.msi")}\" ALLOWANYMACHINE=1 /qn /norestart";

    private string Windows(string file) => "Z:" + Path.Combine(output, file).Replace('/', '\\');

    private static bool Has(string file, string text)
    {
        if (!File.Exists(file))
        {
            return false;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Contains(text, StringComparison.Ordinal);
    }
}
