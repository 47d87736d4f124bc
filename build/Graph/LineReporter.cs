using System.Diagnostics;
using System.Globalization;

namespace XenGuestTools.Build.Graph;

/// <summary>One plain line per event: for logs and CI.</summary>
public sealed class LineReporter(TextWriter writer) : IReporter
{
    public void UpToDate(string what) => writer.WriteLine($"  up to date  {what}");

    public async Task RunAsync(string what, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await writer.WriteLineAsync($"  …           {what}").ConfigureAwait(false);
        await work().ConfigureAwait(false);
        await writer.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {watch.Elapsed.TotalSeconds,6:0.0} s    {what}")).ConfigureAwait(false);
    }
}
