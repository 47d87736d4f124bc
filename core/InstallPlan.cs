using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// How a driver package gets onto a machine: into the driver store, then onto the devices that are there; before the first of them, the emulated disks get a driver again (<see cref="SafeBoot"/>). Nothing to bind is no failure: children are stored before the bus exists (design 6).
/// A newer package of the same vendor is never replaced by an older one.
/// </summary>
public static class InstallPlan
{
    /// <summary>A newer package of the same vendor in the driver store, which is used instead; null if there is none.</summary>
    public static StoredDriver? Newer(Machine machine, DriverInf inf) => new PackageOnMachine(machine, inf).Newest is { } newest && PackageOnMachine.VersionOf(newest) > inf.Version ? newest : null;

    /// <param name="infPath">Where the INF will be on disk when the steps run.</param>
    /// <returns>Empty when there is nothing to do.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf, string infPath)
    {
        PackageOnMachine package = new(machine, inf);
        var newest = package.Newest;
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (package.Devices.IsEmpty)
        {
            AddRecords(steps, machine, inf, package.IsHere);
        }

        if (newest is null || PackageOnMachine.VersionOf(newest) < inf.Version)
        {
            steps.Add(new StoreDriver(infPath, WasStored: false));
        }

        AddBinds(steps, machine, inf, package, Newer(machine, inf)?.Path ?? infPath);
        if (steps.Count > 0)
        {
            steps.Add(new Settle());
        }

        return steps.ToImmutable();
    }

    private static void AddBinds(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf, PackageOnMachine package, string source)
    {

        foreach (var device in machine.Devices)
        {
            if (device.Present && PackageOnMachine.MatchingId(inf, device) is { } id && !IsDone(machine, package, device, inf) && !HasBind(steps, id))
            {
                if (steps.Count == 0 || steps[^1] is not BindDriver)
                {
                    SafeBoot.AddEmulatedDisks(steps, machine, inf);
                }

                steps.Add(new BindDriver(id, source, PreviousInf(machine, id), IsInUse(package, id)));
            }
        }
    }

    /// <summary>Also where no device is bound yet: Windows does that by itself when it finds one. A record of an installation that was not finished stays.</summary>
    /// <param name="isStored">Then a value that is the driver's may have been written by it, and nobody knows what it was before.</param>
    private static void AddRecords(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf, bool isStored)
    {
        foreach (var value in inf.Registry)
        {
            if (ScanScope.IsOfWholeMachine(value, inf) && !HasRecord(machine, inf, value) && !(isStored && machine.RegistryValues.Contains(new(value.Key, value.Name, value.Number))))
            {
                steps.Add(new RecordValue(inf.Name, value.Key, value.Name));
            }
        }
    }

    private static bool HasRecord(Machine machine, DriverInf inf, InfRegistryValue value)
    {
        foreach (var record in machine.Records)
        {
            if (Names.Same(record.Driver, inf.Name) && Names.Same(record.Key, value.Key) && Names.Same(record.Name, value.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static string? PreviousInf(Machine machine, string id)
    {
        foreach (var device in machine.Devices)
        {
            if (device.Present && device.Inf is not null && Names.Among(device.HardwareIds.AsSpan(), id))
            {
                return device.Inf;
            }
        }

        return null;
    }

    private static bool IsInUse(PackageOnMachine package, string id)
    {
        foreach (var device in package.Devices)
        {
            if (!Names.Among(device.HardwareIds.AsSpan(), id))
            {
                return true;
            }
        }

        return false;
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
