using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>What the agent publishes for the host to show (docs/agent.md; agent/Core/Tree/GuestTree).</summary>
/// <param name="PvDriversVersion">attr/PVAddons: the version of the agent's package.</param>
/// <param name="OsName">data/os_name.</param>
public sealed record HostView(string PvDriversVersion, string OsName)
{
    /// <param name="published">The agent runs and has its device.</param>
    internal static HostView? Of(ImmutableArray<PackageStatus> packages, Machine machine, bool published) =>
        published && packages.FirstOrDefault(p => p.Name == "agent")?.Version is { } version ? new(version, machine.Windows.Name) : null;
}
