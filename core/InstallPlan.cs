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
            if (device.Present && package.MatchingId(device) is { } id && !IsDone(machine, package, device, inf) && !HasBind(steps, id))
            {
                steps.Add(new BindDriver(id, source, device.Inf));
            }
        }

        return steps.ToImmutable();
    }

    private static bool IsDone(Machine machine, PackageOnMachine package, Device device, DriverInf inf)
    {
        if (!package.Devices.Contains(device) || package.StoredAs(device.Inf) is not { } bound)
        {
            return false;
        }

        var version = PackageOnMachine.VersionOf(bound);
        return version > inf.Version || (version == inf.Version && IsWhole(machine, inf));
    }

    /// <summary>A driver that has lost a service or a file is installed anew: that is what a repair is for.</summary>
    private static bool IsWhole(Machine machine, DriverInf inf) =>
        inf.Services.All(own => machine.Services.Any(service => Names.Same(service.Name, own.Name)))
        && ScanScope.Files(inf).All(file => Names.Among(machine.DriverFiles.AsSpan(), file));

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
