using System.Collections.Immutable;

namespace XenGuestTools.Core.Network;

/// <summary>The saved settings of a machine: what the file holds (docs/network.md).</summary>
/// <param name="Schema">1. A file of another number is not read.</param>
/// <param name="Operation">What the latest save was for: install or remove.</param>
/// <param name="Boot">Identifies the start of Windows in which the latest save was made.</param>
/// <param name="Runs">How often Windows has started and the settings were verified since then.</param>
public sealed record SavedNetwork(int Schema, string Operation, string Boot, int Runs, ImmutableArray<SavedAdapter> Adapters)
{
    public const int CurrentSchema = 1;

    /// <summary>A driver may switch at a later restart than the first (facts 1 #6), so the service verifies up to three starts.</summary>
    public const int MostRuns = 3;

    /// <summary>
    /// The next content of the file. Several packages save before one restart, and the later ones may see adapters that have lost their settings already: what was saved first stays until it was verified after a restart.
    /// It also stays in a later start of Windows as long as the service that verifies is waiting; without the service it is a leftover.
    /// </summary>
    /// <param name="old">The file as it is; null if there is none.</param>
    /// <param name="boot">This start of Windows.</param>
    /// <param name="armed">The service that verifies is there.</param>
    public static SavedNetwork Merge(SavedNetwork? old, IEnumerable<AdapterSettings> present, string operation, string boot, bool armed, DateTimeOffset time)
    {
        SavedAdapter[] kept = [.. old?.Adapters.Where(a => !a.Verified && (old.Boot == boot || armed)) ?? []];
        var added = present.Where(p => !Array.Exists(kept, k => Names.Same(k.Settings.Mac, p.Mac))).Select(p => new SavedAdapter(time, Verified: false, p));
        return new(CurrentSchema, operation, boot, 0, [.. kept, .. added]);
    }

    /// <summary>After a verification, and what it restored, in a later start of Windows than the save.</summary>
    /// <param name="present">As it is now.</param>
    public SavedNetwork VerifiedBy(IReadOnlyCollection<AdapterSettings> present)
    {
        var reports = NetworkPlan.For([.. Adapters.Select(a => a.Settings)], present).Reports;
        return this with { Runs = Runs + 1, Adapters = [.. Adapters.Select(a => Verify(a, present, reports))] };
    }

    /// <summary>Nothing is left to do: every adapter runs on another interface than when it was saved and has its settings, or the last run was made.</summary>
    public bool IsFinished(IReadOnlyCollection<AdapterSettings> present) =>
        Runs >= MostRuns || Adapters.All(a => a.Verified && present.Any(p => Names.Same(p.Mac, a.Settings.Mac) && p.Interface != a.Settings.Interface));

    private static SavedAdapter Verify(SavedAdapter adapter, IReadOnlyCollection<AdapterSettings> present, ImmutableArray<NetworkReport> reports)
    {
        var verdicts = reports.Where(r => Names.Same(r.Mac, adapter.Settings.Mac)).Select(r => r.Verdict).ToList();
        return verdicts switch
        {
            [NetworkVerdict.Unchanged] => adapter with { Verified = true },
            // Its interface is the old one, so the change was meant: from now on it is what a switch that is still to come must keep.
            [NetworkVerdict.ChangedSince] => adapter with { Verified = true, Settings = present.First(p => Names.Same(p.Mac, adapter.Settings.Mac)) },
            _ => adapter with { Verified = false },
        };
    }
}

/// <param name="Verified">After a restart, the settings were there or were restored.</param>
public sealed record SavedAdapter(DateTimeOffset SavedAt, bool Verified, AdapterSettings Settings);
