using System.Diagnostics;
using System.Globalization;
using CsCheck;

namespace XenGuestTools.Build.Fuzz;

/// <summary>Feeds spoilt files to readers. What a reader must not do: throw, hang, or take memory out of proportion.</summary>
public static class FuzzRun
{
    /// <summary>For one input; far above what a loaded machine needs, far below a hang.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private const long FreeAllocation = 64L * 1024 * 1024;
    private const long AllocationPerByte = 1024;

    /// <param name="seconds">How long to go on.</param>
    /// <param name="seed">Of CsCheck, to repeat a failure; null for a new run.</param>
    /// <exception cref="BuildException">The reader failed; the message has the error and the seed that repeats it.</exception>
    public static FuzzResult Run(FuzzTarget target, int seconds, string? seed = null)
    {
        var inputs = 0L;
        var slowest = 0L;
        var most = 0L;
        void ReadOne(byte[] file)
        {
            var start = Stopwatch.GetTimestamp();
            var before = GC.GetAllocatedBytesForCurrentThread();
            target.Read(file);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var time = Stopwatch.GetElapsedTime(start);
            Interlocked.Increment(ref inputs);
            Raise(ref slowest, time.Ticks);
            Raise(ref most, allocated);
            if (time > TimeLimit || allocated > FreeAllocation + (AllocationPerByte * file.Length))
            {
                throw new BuildException(string.Create(CultureInfo.InvariantCulture, $"{file.Length} bytes of input took {time.TotalSeconds:0.0} s and {allocated / 1_000_000} MB."));
            }
        }

        try
        {
            SpoiltFile.Of(target.Seeds).Sample(ReadOne, seed: seed, time: seconds, print: file => Convert.ToHexString(file.AsSpan(0, Math.Min(file.Length, 64))));
        }
        catch (CsCheckException e)
        {
            throw new BuildException($"The reader of {target.Name} failed on a spoilt file: {e.Message}\n{e.InnerException?.Message ?? ""}\nWrite a test with this input first: './build.sh fuzz --reader {target.Name} --seed SEED' repeats it.", e);
        }

        return new(target.Name, inputs, TimeSpan.FromTicks(slowest), most);
    }

    private static void Raise(ref long maximum, long value)
    {
        for (var seen = Volatile.Read(ref maximum); value > seen; seen = Volatile.Read(ref maximum))
        {
            if (Interlocked.CompareExchange(ref maximum, value, seen) == seen)
            {
                return;
            }
        }
    }
}
