using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>
/// What the setup program adds to the installation of its packages, on a Xen VM under Wine. Its own log has the time from the begin of Detect to the end of Apply, in whole seconds; Burn's process start and end
/// (3.11 waits 4 s there under Wine) is no work of ours and counts apart.
/// </summary>
/// <param name="setup">The built setup program.</param>
/// <param name="packages">Its packages, in the order of the chain.</param>
internal sealed partial class BundleTimer(Paths paths, string setup, IReadOnlyList<string> packages)
{
    private const int Runs = 3;

    /// <summary>Printed between two commands: Wine's cmd knows the time to the minute only.</summary>
    private const string Mark = "--";

    /// <returns>The quiet installation of the setup program over the sum of those of its packages, and what its process takes beside that, in seconds: of the run with the median ratio.</returns>
    public async Task<(double Ratio, double Process)> MeasureAsync(CancellationToken cancellation)
    {
        using var display = await XDisplay.StartAsync().ConfigureAwait(false);
        List<(double Ratio, double Process)> runs = [];
        for (var run = 0; run < Runs; run++)
        {
            var single = 0.0;
            await InstallAsync(packages.Select(package => $"msiexec /i {Windows(package)} /qn /norestart"), display, (_, seconds) => single = seconds.Sum(), cancellation).ConfigureAwait(false);
            await InstallAsync([$"{Windows(setup)} -quiet -norestart -log C:\\setup.log"], display, (prefix, seconds) =>
            {
                var span = Span(File.ReadAllText(prefix.HostPath(@"C:\setup.log")));
                runs.Add((span / single, seconds[0] - span));
            }, cancellation).ConfigureAwait(false);
        }

        return runs.OrderBy(run => run.Ratio).ElementAt(Runs / 2);
    }

    /// <summary>Runs the commands one after the other in one Windows, so that it does not start anew for each.</summary>
    /// <param name="read">Gets the seconds that each took.</param>
    private async Task InstallAsync(IEnumerable<string> commands, XDisplay display, Action<WinePrefix, double[]> read, CancellationToken cancellation)
    {
        var prefix = await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(Path.Combine(paths.Wine, "bench-bundle"), cancellation).ConfigureAwait(false);
        try
        {
            File.Copy(Path.Combine(paths.Root, "build", "Bench", "xen-vm.reg"), prefix.HostPath(@"C:\xen-vm.reg"));
            string[] script = ["@echo off", "reg import C:\\xen-vm.reg >nul", $"echo {Mark}", .. commands.SelectMany(command => new[] { command, "if errorlevel 1 if not errorlevel 3010 echo failed", $"echo {Mark}" })];
            await File.WriteAllTextAsync(prefix.HostPath(@"C:\run.cmd"), string.Join("\r\n", script) + "\r\n", cancellation).ConfigureAwait(false);
            var clock = Stopwatch.StartNew();
            List<double> marks = [];
            void Note(string line)
            {
                if (line.Trim() == Mark)
                {
                    marks.Add(clock.Elapsed.TotalSeconds);
                }
            }

            var tool = prefix.Tool();
            var output = await (tool with { Environment = new Dictionary<string, string?>(tool.Environment) { ["DISPLAY"] = display.Name }, OnLine = Note }).RunAsync(["cmd", "/c", @"C:\run.cmd"], cancellation).ConfigureAwait(false);
            if (output.Contains("failed", StringComparison.Ordinal) || marks.Count != script.Length / 3)
            {
                throw new BuildException($"An installation failed while it was timed; './build.sh test machine' shows why.\n{output}");
            }

            read(prefix, [.. marks.Zip(marks.Skip(1), (from, to) => to - from)]);
        }
        finally
        {
            await prefix.StopAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Seconds, also over midnight.</summary>
    private static double Span(string log) => ((At(log, "Apply complete") - At(log, "Detect begin")).TotalSeconds + 86_400) % 86_400;

    private static TimeSpan At(string log, string what) =>
        TimeSpan.Parse(Time().Match(log.Split('\n').First(line => line.Contains(what, StringComparison.Ordinal))).Value, CultureInfo.InvariantCulture);

    private static string Windows(string path) => $"\"Z:{path.Replace('/', '\\')}\"";

    [GeneratedRegex(@"\d{1,2}:\d\d:\d\d")]
    private static partial Regex Time();
}
