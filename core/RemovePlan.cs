using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// How a driver package leaves a machine, so that a crash between any two steps leaves one that boots (facts 4.8, 4.12). The order is the safety:
/// unplug values and StartOverride first, so that the next boot finds emulated disks; then the devices, then the package, or Windows would bind it again; then the class filters, because xenbus puts its
/// filter back whenever a device is added; a service only when no filter names it any more; files and settings last.
/// </summary>
public static class RemovePlan
{
    /// <returns>Empty when nothing of the package is there.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf)
    {
        PackageOnMachine package = new(machine, inf);
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (package.MayBeLeft)
        {
            AddSafeBoot(steps, machine, inf);
        }

        AddDevices(steps, package);
        foreach (var stored in package.Stored)
        {
            steps.Add(new UnstoreDriver(stored.PublishedName));
        }

        if (package.OwnsServices)
        {
            AddServices(steps, machine, package);
            AddFiles(steps, machine, inf);
            AddSettings(steps, machine, inf);
        }

        return steps.ToImmutable();
    }

    private static void AddSafeBoot(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf)
    {
        var names = UnplugValues.ValueNames(inf);
        foreach (var key in UnplugValues.Keys)
        {
            AddValues(steps, machine, value => Names.Same(value.Key, key) && Names.Among(names.AsSpan(), value.Name));
        }

        if (UnplugValues.Disks(inf))
        {
            AddValues(steps, machine, value => UnplugValues.IsStorageOverride(machine, inf, value.Key));
        }
    }

    private static void AddDevices(ImmutableArray<Step>.Builder steps, PackageOnMachine package)
    {
        for (var depth = 2; depth >= 0; depth--)
        {
            foreach (var device in package.Devices)
            {
                if (Depth(device) == depth)
                {
                    steps.Add(new RemoveDevice(device.InstanceId));
                }
            }
        }
    }

    /// <summary>Children are found by their enumerator (facts 4.2): PCI, XENBUS below it, XENVIF and XENVKBD below that.</summary>
    private static int Depth(Device device) =>
        Names.Starts(device.InstanceId, @"XENBUS\") ? 1 : Names.Starts(device.InstanceId, "XENV") ? 2 : 0;

    private static void AddServices(ImmutableArray<Step>.Builder steps, Machine machine, PackageOnMachine package)
    {
        foreach (var filter in machine.ClassFilters)
        {
            foreach (var name in filter.Services)
            {
                if (package.HasService(name) && (Find(machine, name) is not { } service || package.Owns(service)))
                {
                    steps.Add(new RemoveClassFilter(filter.Class, filter.Upper, name));
                }
            }
        }

        foreach (var service in machine.Services)
        {
            if (package.Owns(service))
            {
                steps.Add(new DeleteService(service.Name));
            }
        }
    }

    private static void AddFiles(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf)
    {
        foreach (var path in ScanScope.Files(inf))
        {
            if (Names.Among(machine.DriverFiles.AsSpan(), path) && !IsUsedElsewhere(machine, inf, path))
            {
                steps.Add(new DeleteDriverFile(path));
            }
        }
    }

    /// <summary>A service that is not this INF's keeps its image.</summary>
    private static bool IsUsedElsewhere(Machine machine, DriverInf inf, string path)
    {
        foreach (var service in machine.Services)
        {
            if (ImagePath.Fits(service.ImagePath, path) && !inf.Services.Any(own => Names.Same(own.Name, service.Name)))
            {
                return true;
            }
        }

        return false;
    }

    private static void AddSettings(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf)
    {
        foreach (var own in inf.Registry)
        {
            if (ScanScope.IsOurs(own.Key, inf))
            {
                AddValues(steps, machine, value => Names.Same(value.Key, own.Key) && Names.Same(value.Name, own.Name));
            }
        }
    }

    private static void AddValues(ImmutableArray<Step>.Builder steps, Machine machine, Func<RegistryValue, bool> isMeant)
    {
        foreach (var value in machine.RegistryValues)
        {
            DeleteRegistryValue step = new(value.Key, value.Name);
            if (isMeant(value) && !steps.Contains(step))
            {
                steps.Add(step);
            }
        }
    }

    private static Service? Find(Machine machine, string name)
    {
        foreach (var service in machine.Services)
        {
            if (Names.Same(service.Name, name))
            {
                return service;
            }
        }

        return null;
    }
}
