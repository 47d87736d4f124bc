using XenGuestTools.Build;
using XenGuestTools.Build.Graph;

namespace XenGuestTools.Tests.Build;

public sealed class A_target_graph : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly List<string> built = [];

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task builds_each_target_once_and_what_it_needs_first()
    {
        var low = Target("low", "low.txt");
        var left = Target("left", "left.txt", low);
        var right = Target("right", "right.txt", low);
        await MakeAsync(Target("top", "top.txt", left, right));
        Assert.Equal(4, built.Count);
        Assert.Equal("low", built[0]);
        Assert.Equal("top", built[3]);
    }

    [Fact]
    public async Task builds_nothing_a_second_time()
    {
        await MakeAsync(Target("one", "one.txt"));
        await MakeAsync(Target("one", "one.txt"));
        Assert.Equal(["one"], built);
    }

    [Fact]
    public async Task rebuilds_only_what_depends_on_the_file_that_changed()
    {
        await MakeAsync(Target("a", "a.txt"), Target("b", "b.txt"));
        built.Clear();
        folder.Write("a.txt", "changed");
        await MakeAsync(Target("a", "a.txt"), Target("b", "b.txt"));
        Assert.Equal(["a"], built);
    }

    [Fact]
    public async Task does_not_mind_a_file_that_is_newer_but_the_same()
    {
        await MakeAsync(Target("a", "a.txt"));
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "a.txt"), DateTime.UtcNow.AddHours(1));
        await MakeAsync(Target("a", "a.txt"));
        Assert.Equal(["a"], built);
    }

    [Fact]
    public async Task rebuilds_a_target_whose_result_was_deleted()
    {
        await MakeAsync(Target("a", "a.txt"));
        File.Delete(Path.Combine(folder.Path, "a.out"));
        await MakeAsync(Target("a", "a.txt"));
        Assert.Equal(["a", "a"], built);
    }

    [Fact]
    public async Task rebuilds_a_target_that_failed_the_last_time()
    {
        await MakeAsync(Target("a", "a.txt"));
        folder.Write("a.txt", "bad");
        await Assert.ThrowsAsync<BuildException>(() => MakeAsync(Target("a", "a.txt") with { Builder = (_, _) => throw new BuildException("no") }));
        folder.Write("a.txt", "a.txt"); // as it was: only the failure is new
        await MakeAsync(Target("a", "a.txt"));
        Assert.Equal(["a", "a"], built);
    }

    [Fact]
    public async Task refuses_a_builder_that_left_its_result_out()
    {
        var target = Target("a", "a.txt") with { Builder = (_, _) => Task.CompletedTask };
        var error = await Assert.ThrowsAsync<BuildException>(() => MakeAsync(target));
        Assert.Contains("a.out", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task hands_the_stale_targets_of_one_builder_over_together()
    {
        var batches = new List<int>();
        Builder together = (stale, _) =>
        {
            batches.Add(stale.Count);
            return BuildAsync(stale);
        };
        await MakeAsync(Target("a", "a.txt") with { Builder = together }, Target("b", "b.txt") with { Builder = together });
        Assert.Equal([2], batches);
    }

    private Target Target(string name, string input, params Target[] needs)
    {
        if (!File.Exists(Path.Combine(folder.Path, input)))
        {
            folder.Write(input, input);
        }

        return new(name, (stale, _) => BuildAsync(stale))
        {
            Needs = needs,
            Inputs = () => [Path.Combine(folder.Path, input)],
            Outputs = [Path.Combine(folder.Path, name + ".out")],
        };
    }

    private async Task BuildAsync(IReadOnlyList<Target> stale)
    {
        foreach (var target in stale)
        {
            lock (built)
            {
                built.Add(target.Name);
            }

            await File.WriteAllTextAsync(target.Outputs[0], "", TestContext.Current.CancellationToken);
        }
    }

    private Task MakeAsync(params Target[] targets) =>
        new TargetGraph(new Stamps(Path.Combine(folder.Path, "stamps"), folder.Path), folder.Path, new LineReporter(TextWriter.Null)).MakeAsync(targets, TestContext.Current.CancellationToken);
}
