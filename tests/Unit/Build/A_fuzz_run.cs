using XenGuestTools.Build;
using XenGuestTools.Build.Fuzz;

namespace XenGuestTools.Tests.Build;

public sealed class A_fuzz_run
{
    private static readonly byte[] Seed = [.. Enumerable.Range(0, 64).Select(i => (byte)i)];

    [Fact]
    public void Finds_the_byte_that_breaks_a_reader_and_says_how_to_repeat_it()
    {
        var target = new FuzzTarget("toys", [Seed], file =>
        {
            if (file.Length > 10 && file[10] == 0xFF)
            {
                throw new InvalidOperationException("broken at ten");
            }
        });

        var error = Assert.Throws<BuildException>(() => FuzzRun.Run(target, seconds: 5));

        Assert.Contains("toys", error.Message, StringComparison.Ordinal);
        Assert.Contains("broken at ten", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("--seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fails_for_memory_out_of_proportion()
    {
        var target = new FuzzTarget("toys", [Seed], _ => GC.KeepAlive(GC.AllocateUninitializedArray<byte>(100_000_000)));

        Assert.Contains("MB", Assert.Throws<BuildException>(() => FuzzRun.Run(target, seconds: 5)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Spoils_files_in_length_and_in_content()
    {
        HashSet<int> lengths = [];
        var changed = 0;
        var result = FuzzRun.Run(
            new FuzzTarget("toys", [Seed], file =>
            {
                lock (lengths)
                {
                    lengths.Add(file.Length);
                    changed += file.AsSpan().SequenceEqual(Seed) ? 0 : 1;
                }
            }),
            seconds: 1);

        Assert.True(lengths.Count > 50, $"{lengths.Count} different lengths");
        Assert.True(changed > result.Inputs * 9 / 10, $"{changed} of {result.Inputs} changed");
    }
}
