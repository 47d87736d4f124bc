using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// How a driver package gets onto a machine: into the driver store, then onto the devices that are there. Nothing to bind is no failure: children are stored before the bus exists (design 6).
/// A newer package of the same vendor is never replaced by an older one.
/// </summary>
public static class InstallPlan
{
    /// <param name="infPath">Where the INF will be on disk when the steps run.</param>
    /// <returns>Empty when there is nothing to do.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf, string infPath)
    {
        PackageOnMachine package = new(machine, inf);
        var newest = package.Newest;
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (newest is null || PackageOnMachine.VersionOf(newest) < inf.Version)
        {
            steps.Add(new StoreDriver(infPath, WasStored: false));
        }

        var source = newest is not null && PackageOnMachine.VersionOf(newest) > inf.Version ? newest.Path : infPath;
        foreach (var device in machine.Devices)
        {
            if (device.Present && package.MatchingId(device) is { } id && !IsDone(package, device, inf) && !HasBind(steps, id))
            {
                steps.Add(new BindDriver(id, source, device.Inf));
            }
        }

        return steps.ToImmutable();
    }

    private static bool IsDone(PackageOnMachine package, Device device, DriverInf inf) =>
        package.Devices.Contains(device) && package.StoredAs(device.Inf) is { } bound && PackageOnMachine.VersionOf(bound) >= inf.Version;

    /// <summary>One step binds all devices with an ID.</summary>
    private static bool HasBind(ImmutableArray<Step>.Builder steps, string id)
    {
        foreach (var step in steps)
        {
            if (step is BindDriver bind && Names.Same(bind.HardwareId, id))
            {
                return true;
            }
        }

        return false;
    }
}
