using System.Collections.Immutable;

namespace XenGuestTools.Core.Network;

/// <summary>One part of one adapter is made as it was saved.</summary>
/// <param name="Interface">The adapter as it is now.</param>
/// <param name="Now">Its settings before the plan.</param>
public sealed record NetworkStep(Guid Interface, NetworkFacet Facet, AdapterSettings Saved, AdapterSettings Now);

public enum NetworkVerdict
{
    /// <summary>All settings are there.</summary>
    Unchanged,

    /// <summary>Some settings are lost: steps of the plan restore them.</summary>
    Lost,

    /// <summary>No adapter has this MAC.</summary>
    NotThere,

    /// <summary>More than one adapter has, or had, this MAC.</summary>
    TwoAdapters,

    /// <summary>The same interface now has other settings: somebody has changed them, and they stay.</summary>
    ChangedSince,

    /// <summary>Another adapter has the saved name.</summary>
    NameTaken,
}

/// <param name="Name">The saved name.</param>
public sealed record NetworkReport(string Mac, string Name, NetworkVerdict Verdict);

/// <summary>What to do so that the adapters have the saved settings, and what can't be done. Pure.</summary>
public sealed record NetworkPlan(ImmutableArray<NetworkStep> Steps, ImmutableArray<NetworkReport> Reports)
{
    public static NetworkPlan For(IReadOnlyCollection<AdapterSettings> saved, IReadOnlyCollection<AdapterSettings> present)
    {
        var steps = ImmutableArray.CreateBuilder<NetworkStep>();
        var reports = ImmutableArray.CreateBuilder<NetworkReport>();
        List<(AdapterSettings Saved, AdapterSettings Now)> renames = [];
        foreach (var group in saved.GroupBy(s => s.Mac, StringComparer.OrdinalIgnoreCase))
        {
            var was = group.First();
            AdapterSettings[] now = [.. present.Where(p => Names.Same(p.Mac, group.Key))];
            NetworkFacet[] lost = [];
            var verdict = (group.Count(), now.Length) switch
            {
                (> 1, _) or (_, > 1) => NetworkVerdict.TwoAdapters,
                (_, 0) => NetworkVerdict.NotThere,
                _ => Compare(was, now[0], out lost),
            };
            reports.Add(new(was.Mac, was.Name, verdict));
            if (verdict == NetworkVerdict.Lost)
            {
                steps.AddRange(lost.Where(f => f != NetworkFacet.Name).Select(f => new NetworkStep(now[0].Interface, f, was, now[0])));
                renames.AddRange(lost.Where(f => f == NetworkFacet.Name).Select(_ => (was, now[0])));
            }
        }

        var names = Renames(renames, present, reports);
        return new([.. names, .. steps], reports.ToImmutable());
    }

    private static NetworkVerdict Compare(AdapterSettings was, AdapterSettings now, out NetworkFacet[] lost)
    {
        lost = [.. NetworkFacets.All.Where(f => !NetworkFacets.Same(f, was, now))];
        if (lost.Length == 0)
        {
            return NetworkVerdict.Unchanged;
        }

        // Another interface has what its driver left there, perhaps years ago. On the same one only a person can have set something else.
        return was.Interface != now.Interface || lost.All(f => NetworkFacets.OnlyMissing(f, was, now)) ? NetworkVerdict.Lost : NetworkVerdict.ChangedSince;
    }

    /// <summary>A name is given only when no adapter that is present has it. One rename may make the next one possible.</summary>
    private static List<NetworkStep> Renames(List<(AdapterSettings Saved, AdapterSettings Now)> open, IReadOnlyCollection<AdapterSettings> present, ImmutableArray<NetworkReport>.Builder reports)
    {
        var names = present.Select(p => p.Name).ToList();
        List<NetworkStep> steps = [];
        for (var i = open.FindIndex(r => !names.Exists(n => Names.Same(n, r.Saved.Name))); i >= 0; i = open.FindIndex(r => !names.Exists(n => Names.Same(n, r.Saved.Name))))
        {
            var (saved, now) = open[i];
            names.Remove(now.Name);
            names.Add(saved.Name);
            steps.Add(new(now.Interface, NetworkFacet.Name, saved, now));
            open.RemoveAt(i);
        }

        reports.AddRange(open.Select(r => new NetworkReport(r.Saved.Mac, r.Saved.Name, NetworkVerdict.NameTaken)));
        return steps;
    }
}
