using System.Collections.Immutable;

namespace XenGuestTools.Core.Network;

/// <summary>What a network command found or did. The JSON of the commands is this record.</summary>
/// <param name="File">The saved settings.</param>
/// <param name="Adapters">One line for each saved adapter, and for each name that can't be given.</param>
/// <param name="ToRestore">What is lost and would be restored.</param>
/// <param name="Restored">What was lost and is there again.</param>
/// <param name="Failed">What was lost and is not there again, and what a person has to look at.</param>
public sealed record NetworkResult(
    string File,
    ImmutableArray<NetworkReport> Adapters,
    ImmutableArray<string> ToRestore,
    ImmutableArray<string> Restored,
    ImmutableArray<string> Failed)
{
    /// <summary>Before anything is done.</summary>
    public static NetworkResult Of(NetworkPlan plan, string file) => new(file, plan.Reports, [.. plan.Steps.Select(NetworkText.Of)], [], Attention(plan));

    /// <summary>After all steps were carried out.</summary>
    /// <param name="done">The steps with what each said; empty if nothing. What counts is <paramref name="after"/>, a plan for the settings as they are now.</param>
    public static NetworkResult Of(IReadOnlyCollection<(NetworkStep Step, string Reason)> done, NetworkPlan after, string file)
    {
        bool IsOpen(NetworkStep step) => after.Steps.Any(s => (s.Saved.Mac, s.Facet) == (step.Saved.Mac, step.Facet)) || after.Reports.Any(r => Names.Same(r.Mac, step.Saved.Mac) && r.Verdict is NetworkVerdict.NotThere or NetworkVerdict.TwoAdapters);
        return new(
            file,
            after.Reports,
            [],
            [.. done.Where(d => !IsOpen(d.Step)).Select(d => NetworkText.Of(d.Step))],
            [.. done.Where(d => IsOpen(d.Step)).Select(d => NetworkText.NotRestored(d.Step, d.Reason)), .. Attention(after)]);
    }

    private static ImmutableArray<string> Attention(NetworkPlan plan) =>
        [.. plan.Reports.Where(r => r.Verdict is not NetworkVerdict.Unchanged and not NetworkVerdict.Lost).Select(NetworkText.Of)];
}
