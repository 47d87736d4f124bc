using System.Diagnostics;
using System.Globalization;

namespace XenGuestTools.Tests.Probe;

/// <summary>Says how many milliseconds a program takes from its start to its end: the median.</summary>
internal static class ProgramTimer
{
    /// <param name="exitCode">With which the program must end.</param>
    public static int Run(int runs, int exitCode, string program, string arguments)
    {
        List<double> times = [];
        for (var run = 0; run <= runs; run++)
        {
            var watch = Stopwatch.StartNew();
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (process.ExitCode != exitCode)
            {
                Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{program} ended with {process.ExitCode}"));
                return 1;
            }
        }

        Console.WriteLine(times.Skip(1).Order().ElementAt(runs / 2).ToString(CultureInfo.InvariantCulture)); // the first one warms up
        return 0;
    }
}
