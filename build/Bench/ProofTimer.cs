using System.Diagnostics;
using System.Security.Cryptography;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Bench;

/// <summary>What the proof of driver packages costs, on the packages of this build.</summary>
internal sealed class ProofTimer(string folder, DriverList list)
{
    private const int Runs = 15;
    private static readonly int[] Counts = [125, 250, 500, 1000];

    private readonly IReadOnlyList<PackageFiles> packages = PackageContent.ReadAll(folder, list);

    public IEnumerable<Figure> Measure()
    {
        var hashing = Median(Hash);
        var proving = Median(() => Prove(packages));
        yield return new("proof of the driver packages, over twice their SHA-256", proving - (2 * hashing), "ms", 150);
        var (time, memory) = Fit();
        yield return new("time of a proof over its linear fit, 125 to 1,000 packages", time, "ratio", 2);
        yield return new("memory of a proof over its linear fit, 125 to 1,000 packages", memory, "ratio", 1.1);
    }

    private void Hash()
    {
        foreach (var file in packages.SelectMany(package => package.Files.Values))
        {
            SHA256.HashData(file.Span);
        }
    }

    private static void Prove(IReadOnlyList<PackageFiles> set) => PackageSetProof.Run(set, ProofOptions.Strict);

    private (double Time, double Memory) Fit()
    {
        List<(double Count, double Value)> times = [], memory = [];
        foreach (var count in Counts)
        {
            PackageFiles[] set = [.. Enumerable.Range(0, count).Select(i => packages[i % packages.Count])];
            Prove(set);
            var before = GC.GetAllocatedBytesForCurrentThread();
            times.Add((count, Milliseconds(() => Prove(set))));
            memory.Add((count, GC.GetAllocatedBytesForCurrentThread() - before));
        }

        return (Figure.OverLinearFit(times), Figure.OverLinearFit(memory));
    }

    private static double Median(Action work)
    {
        work();
        return Enumerable.Range(0, Runs).Select(_ => Milliseconds(work)).Order().ElementAt(Runs / 2);
    }

    private static double Milliseconds(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
