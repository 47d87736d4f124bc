using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>How a driver package leaves a machine, so that a crash between any two steps leaves one that boots (facts 4.8, 4.12).</summary>
public static class RemovePlan
{
    /// <returns>Empty when nothing of the package is there.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf) => throw new NotImplementedException();
}
