using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>How a driver package gets onto a machine.</summary>
public static class InstallPlan
{
    /// <param name="infPath">Where the INF will be on disk when the steps run.</param>
    /// <returns>Empty when there is nothing to do.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf, string infPath) => throw new NotImplementedException();
}
