using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>
/// What lets a Windows that does not run start again, from the emulated disks (facts 4.8, 4.12, 4.13). Pure. In this order, so that a repair that is cut off has never made it worse: the emulated disks'
/// drivers start; nobody takes those disks away; no filter is in the way; no driver is asked for that is not there. Nothing is deleted but values.
/// </summary>
public static class OfflinePlan
{
    /// <summary>The rules that are broken now, in each control set.</summary>
    public static ImmutableArray<BootViolation> Broken(Hive hive) =>
        [.. hive.ControlSets.SelectMany(set => BootSafety.Of(HiveView.Of(hive, set)).Select(violation => violation with { ControlSet = set }))];

    /// <summary>Empty when there is nothing to repair, which does not say that no rule is broken: see <see cref="Broken"/> of what the plan leaves.</summary>
    public static ImmutableArray<ValueChange> For(Hive hive)
    {
        var changes = ImmutableArray.CreateBuilder<ValueChange>();
        foreach (var set in hive.ControlSets)
        {
            OfflineRepair repair = new(hive, set);
            changes.AddRange(repair.Starts());
            changes.AddRange(repair.Unplugs());
            changes.AddRange(repair.Filters());
            changes.AddRange(repair.MissingImages());
        }

        return changes.ToImmutable();
    }
}
