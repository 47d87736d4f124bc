using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>A plan is carried out in rounds: nobody knows what an uninstaller changes, so after the last of them the machine is looked at again and a new plan is made.</summary>
public static class CleanRounds
{
    /// <summary>The steps of the first round: up to the last uninstaller, or all where there is none.</summary>
    public static ImmutableArray<CleanStep> First(ImmutableArray<CleanStep> plan)
    {
        var last = plan.Length - 1;
        while (last >= 0 && plan[last] is not (UninstallProduct or UninstallBundle))
        {
            last--;
        }

        return last < 0 ? plan : plan[..(last + 1)];
    }
}
