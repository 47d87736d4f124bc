using System.Globalization;
using XenGuestTools.Build.Wine;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Build.Bench;

/// <summary>How much longer the first call of CheckMachine takes than the first call of an empty native action in the same installation.</summary>
internal sealed class ActionTimer(Paths paths)
{
    private const int Runs = 7;

    private string Folder => Path.Combine(paths.Artifacts, "bench");

    /// <returns>Milliseconds: the median over several installations, each in the same prefix.</returns>
    public async Task<double> MeasureAsync(string actions, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Folder);
        await CompileAsync(cancellation).ConfigureAwait(false);
        var prefix = await new WinePrefix(Path.Combine(paths.Wine, "template")).CloneAsync(Path.Combine(paths.Wine, "bench"), cancellation).ConfigureAwait(false);
        try
        {
            var msi = Path.Combine(Folder, "bench.msi");
            await new Wix3(paths, prefix).BuildAsync([Package(actions, msi)], cancellation).ConfigureAwait(false);
            File.Copy(msi, prefix.HostPath(@"C:\bench.msi"), overwrite: true);
            var differences = new List<double>();
            for (var run = 0; run < Runs; run++)
            {
                differences.Add(await OneRunAsync(prefix, cancellation).ConfigureAwait(false));
            }

            return differences.Order().ElementAt(Runs / 2);
        }
        finally
        {
            await prefix.StopAsync().ConfigureAwait(false);
        }
    }

    private static async Task<double> OneRunAsync(WinePrefix prefix, CancellationToken cancellation)
    {
        var times = prefix.HostPath(@"C:\times.txt");
        File.Delete(times);
        await prefix.Tool().RunAsync(["msiexec", "/i", @"C:\bench.msi", "/qn"], cancellation).ConfigureAwait(false);
        var numbers = (await File.ReadAllTextAsync(times, cancellation).ConfigureAwait(false)).Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        await prefix.Tool().RunAsync(["msiexec", "/x", @"C:\bench.msi", "/qn"], cancellation).ConfigureAwait(false);
        return numbers.All(n => n >= 0) ? numbers[1] - numbers[0] : throw new BuildException("CheckMachine failed while it was timed; './build.sh test machine' shows why.");
    }

    private WixPackage Package(string actions, string msi) => new(
        "bench",
        [Path.Combine(paths.Root, "build", "Bench", "bench.wxs")],
        [],
        new Dictionary<string, string> { ["Manufacturer"] = "Timing" },
        new Dictionary<string, string> { ["bench"] = Folder, ["customactions"] = Path.GetDirectoryName(actions)! },
        msi);

    private async Task CompileAsync(CancellationToken cancellation)
    {
        // Three copies: Windows Installer loads each Binary row as a DLL of its own, and the first load is what is timed.
        foreach (var name in new[] { "timer", "warm", "empty" })
        {
            await new Tool("x86_64-w64-mingw32-gcc").RunAsync(["-O2", "-shared", "-s", Path.Combine(paths.Root, "build", "Bench", "timer.c"), "-o", Path.Combine(Folder, name + ".dll"), "-lmsi"], cancellation).ConfigureAwait(false);
        }
    }
}
