using System.Globalization;
using XenGuestTools.Build.Wine;

namespace XenGuestTools.Build.Bench;

/// <summary>How much longer <c>guesttools check</c> takes than a NativeAOT program that does nothing, on a machine with another vendor's tools.</summary>
internal sealed class CheckTimer(Paths paths)
{
    private const int Blocked = 2;
    private const string Runs = "15";

    /// <returns>Milliseconds: the difference of the medians.</returns>
    public async Task<double> MeasureAsync(string guestTools, CancellationToken cancellation)
    {
        var prefix = await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(Path.Combine(paths.Wine, "bench-check"), cancellation).ConfigureAwait(false);
        try
        {
            File.Copy(guestTools, prefix.HostPath(@"C:\guesttools.exe"));
            File.Copy(Targets.ProbeOf(paths), prefix.HostPath(@"C:\probe.exe"));
            foreach (var keys in new[] { "xen-vm.reg", "old-tools.reg" })
            {
                File.Copy(Path.Combine(paths.Root, "build", "Bench", keys), prefix.HostPath(@"C:\" + keys));
                await prefix.Tool().RunAsync(["reg", "import", @"C:\" + keys], cancellation).ConfigureAwait(false);
            }

            var check = await TimeAsync(prefix, [@"C:\guesttools.exe", "check"], Blocked, cancellation).ConfigureAwait(false);
            return check - await TimeAsync(prefix, [@"C:\probe.exe", "nothing"], 0, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await prefix.StopAsync().ConfigureAwait(false);
        }
    }

    private static async Task<double> TimeAsync(WinePrefix prefix, string[] command, int exitCode, CancellationToken cancellation)
    {
        var text = await prefix.Tool().RunAsync([@"C:\probe.exe", "time", Runs, exitCode.ToString(CultureInfo.InvariantCulture), .. command], cancellation).ConfigureAwait(false);
        return double.Parse(text, CultureInfo.InvariantCulture);
    }
}
