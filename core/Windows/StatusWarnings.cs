using System.Collections.Immutable;
using XenGuestTools.Core.Status;

namespace XenGuestTools.Core.Windows;

/// <summary>XGT1341 and XGT1342: what works and should still be looked at. They don't change the exit code.</summary>
internal static class StatusWarnings
{
    public static ImmutableArray<string> Of(ImmutableArray<DriverStatus> drivers, ImmutableArray<DriverSecurity> security) =>
        [.. drivers.Select(Older).OfType<string>(), .. security.Select(Affected).OfType<string>()];

    private static string? Older(DriverStatus driver) => driver is { Bound: { } bound, Newest: { } newest } && bound != newest
        ? $"XGT1341: {driver.Name} {bound} is in use, and {newest} is in the driver store. Restart Windows; if that does not help, install again."
        : null;

    private static string? Affected(DriverSecurity driver) => driver is { Verdict: SecurityVerdict.Below, IsUsed: true }
        ? $"XGT1342: {driver.Driver} {driver.Version} of {driver.Provider} has the holes of {SecurityFloor.Advisory}: any user of this machine can get all rights. Install drivers with {driver.Driver} {driver.Floor} or newer."
        : null;
}
