using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What <c>core/Windows/MachineScan</c> has to look at so that a plan for this INF can be made. Keeps the knowledge of names out of the scan.</summary>
public static class ScanScope
{
    /// <summary>Keys whose values <see cref="Machine.RegistryValues"/> lists, all values of the key itself, no sub-keys. HKLM-relative.</summary>
    /// <param name="inf">Null when no driver package is at hand (checks only).</param>
    public static ImmutableArray<string> RegistryKeys(ImmutableArray<Service> services, DriverInf? inf) => throw new NotImplementedException();

    /// <summary>Paths that <see cref="Machine.DriverFiles"/> lists where they exist.</summary>
    public static ImmutableArray<string> Files(DriverInf? inf) => throw new NotImplementedException();
}
