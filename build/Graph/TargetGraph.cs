namespace XenGuestTools.Build.Graph;

/// <summary>Makes targets and all that they need, in waves: everything whose needs are met is looked at together, and what is stale of it is built in parallel.</summary>
public sealed class TargetGraph(Stamps stamps, string root, IReporter reporter)
{
    public async Task MakeAsync(IEnumerable<Target> wanted, CancellationToken cancellation)
    {
        var waiting = WithNeeds(wanted);
        var made = new HashSet<Target>(ReferenceEqualityComparer.Instance);
        while (waiting.Count > 0)
        {
            var wave = waiting.Where(t => t.Needs.All(made.Contains)).ToList();
            await MakeWaveAsync(wave, cancellation).ConfigureAwait(false);
            made.UnionWith(wave);
            waiting.RemoveAll(made.Contains);
        }
    }

    private static List<Target> WithNeeds(IEnumerable<Target> wanted)
    {
        var all = new List<Target>();
        void Add(Target target)
        {
            if (!all.Any(t => ReferenceEquals(t, target)))
            {
                foreach (var need in target.Needs)
                {
                    Add(need);
                }

                all.Add(target);
            }
        }

        foreach (var target in wanted)
        {
            Add(target);
        }

        return all;
    }

    private async Task MakeWaveAsync(List<Target> wave, CancellationToken cancellation)
    {
        var stale = new List<(Target Target, string Fingerprint)>();
        foreach (var target in wave)
        {
            var fingerprint = Stamps.Fingerprint(target, root);
            if (stamps.IsFresh(target, fingerprint))
            {
                reporter.UpToDate(target.Name);
            }
            else
            {
                stale.Add((target, fingerprint));
            }
        }

        await Task.WhenAll(stale.GroupBy(s => s.Target.Builder).Select(batch => BuildAsync([.. batch], cancellation))).ConfigureAwait(false);
    }

    private async Task BuildAsync(List<(Target Target, string Fingerprint)> batch, CancellationToken cancellation)
    {
        batch.ForEach(b => stamps.Forget(b.Target));
        var targets = batch.Select(b => b.Target).ToList();
        await reporter.RunAsync(string.Join(", ", targets.Select(t => t.Name)), () => targets[0].Builder(targets, cancellation)).ConfigureAwait(false);
        foreach (var (target, fingerprint) in batch)
        {
            var missing = target.Outputs.FirstOrDefault(o => !File.Exists(o));
            if (missing is not null)
            {
                throw new BuildException($"Target '{target.Name}' was built without an error, but {missing} is not there.");
            }

            stamps.Remember(target, fingerprint);
        }
    }
}
