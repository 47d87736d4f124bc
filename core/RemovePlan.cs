using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// How a driver package leaves a machine, so that a crash between any two steps leaves one that boots (facts 4.8, 4.12; proven against <see cref="BootSafety"/>). The order is the safety:
/// first the emulated disks get their drivers back, then the unplug values and the class filter go, so that the next boot finds these disks, also when xenbus is gone and its filter is not; then the devices, then the package, or Windows would bind it again; then, once more
/// and whether they were seen or not, what a running driver may have put back meanwhile: the unplug values and xenbus's class filter; a service only when no filter names it any more; files and settings last.
/// </summary>
public static class RemovePlan
{
    /// <returns>Empty when nothing of the package is there, or a newer version of it: that came with another installer, as in an upgrade, and is not this one's to remove.</returns>
    public static ImmutableArray<Step> For(Machine machine, DriverInf inf)
    {
        if (InstallPlan.Newer(machine, inf) is not null)
        {
            return [];
        }

        PackageOnMachine package = new(machine, inf);
        var steps = ImmutableArray.CreateBuilder<Step>();
        if (package.MayBeLeft)
        {
            AddSafeBoot(steps, machine, inf, package);
        }

        AddDevices(steps, machine, package);
        foreach (var stored in package.Stored)
        {
            steps.Add(new UnstoreDriver(stored.PublishedName));
        }

        if (package.OwnsServices)
        {
            if (package.IsHere)
            {
                AddWhatComesBack(steps, inf);
            }

            AddServices(steps, null, machine.Services, machine.ClassFilters, package);
            foreach (var set in machine.OtherControlSets)
            {
                AddServices(steps, set.Name, set.Services, set.ClassFilters, package);
            }

            AddFiles(steps, machine, package);
            AddSettings(steps, machine, inf);
            AddRestores(steps, machine, inf);
        }

        if (package.IsHere)
        {
            steps.Add(new FindDevices());
            steps.Add(new Settle());
        }

        return steps.ToImmutable();
    }

    private static void AddSafeBoot(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf, PackageOnMachine package)
    {
        SafeBoot.AddEmulatedDisks(steps, machine, inf);
        foreach (var key in UnplugValues.Keys)
        {
            foreach (var name in UnplugValues.ValueNames(inf))
            {
                if (package.IsHere || !UnplugValues.IsInUse(machine, name))
                {
                    SafeBoot.AddValues(steps, machine, value => Names.Same(UnplugValues.InCurrentSet(value.Key), key) && Names.Same(value.Name, name));
                }
            }
        }

        foreach (var filter in machine.ClassFilters)
        {
            if (package.OwnsServices && package.IsHere && Names.Among(filter.Services.AsSpan(), UnplugValues.BusFilter) && package.HasService(UnplugValues.BusFilter))
            {
                steps.Add(new RemoveClassFilter(filter.Class, filter.Upper, UnplugValues.BusFilter));
            }
        }
    }

    /// <summary>A child driver arms Unplug again when it starts, and xenbus puts its filter back (facts 4.8): both can have happened since the scan.</summary>
    private static void AddWhatComesBack(ImmutableArray<Step>.Builder steps, DriverInf inf)
    {
        foreach (var name in UnplugValues.ValueNames(inf))
        {
            steps.Add(new DeleteRegistryValue(UnplugValues.UnplugKey, name));
        }

        if (UnplugValues.IsBus(inf))
        {
            foreach (var deviceClass in UnplugValues.FilteredClasses)
            {
                steps.Add(new RemoveClassFilter(deviceClass, true, UnplugValues.BusFilter));
            }
        }
    }

    private static void AddDevices(ImmutableArray<Step>.Builder steps, Machine machine, PackageOnMachine package)
    {
        for (var depth = 2; depth >= 0; depth--)
        {
            foreach (var device in machine.Devices)
            {
                if (Depth(device) == depth && (package.Devices.Contains(device) || package.Makes(device)))
                {
                    steps.Add(new RemoveDevice(device.InstanceId));
                }
            }
        }
    }

    /// <summary>Children are found by their enumerator (facts 4.2): PCI, XENBUS below it, XENVIF and XENVKBD below that.</summary>
    private static int Depth(Device device) =>
        Names.Starts(device.InstanceId, @"XENBUS\") ? 1 : Names.Starts(device.InstanceId, "XENV") ? 2 : 0;

    private static void AddServices(ImmutableArray<Step>.Builder steps, string? controlSet, ImmutableArray<Service> services, ImmutableArray<ClassFilter> filters, PackageOnMachine package)
    {
        foreach (var filter in filters)
        {
            foreach (var name in filter.Services)
            {
                RemoveClassFilter step = new(filter.Class, filter.Upper, name, controlSet);
                if (package.HasService(name) && (Find(services, name) is not { } service || package.Owns(service)) && !Has(steps, step))
                {
                    steps.Add(step);
                }
            }
        }

        foreach (var service in services)
        {
            if (package.Owns(service))
            {
                steps.Add(new DeleteService(service.Name, controlSet));
            }
        }
    }

    private static bool Has(ImmutableArray<Step>.Builder steps, RemoveClassFilter step)
    {
        foreach (var other in steps)
        {
            if (other is RemoveClassFilter filter && filter.Class == step.Class && filter.Upper == step.Upper && Names.Same(filter.Service, step.Service) && Names.Same(filter.ControlSet, step.ControlSet))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The steps for what this package in the store has copied and nothing needs any more, such as after an upgrade that was taken back: no service runs it, no other package in the store has it.</summary>
    public static ImmutableArray<Step> ForUnused(Machine machine, string publishedName)
    {
        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach (var file in machine.DriverFiles)
        {
            var isNeeded = IsImage(machine.Services, file, null);
            foreach (var set in machine.OtherControlSets)
            {
                isNeeded |= IsImage(set.Services, file, null);
            }

            foreach (var stored in machine.StoredDrivers)
            {
                isNeeded |= Names.Among(stored.Files.AsSpan(), file) != Names.Same(stored.PublishedName, publishedName);
            }

            if (!isNeeded)
            {
                steps.Add(new DeleteDriverFile(file));
            }
        }

        return steps.ToImmutable();
    }

    private static void AddFiles(ImmutableArray<Step>.Builder steps, Machine machine, PackageOnMachine package)
    {
        foreach (var file in machine.DriverFiles)
        {
            if (package.Copies(file) && !IsImage(machine.Services, file, package))
            {
                steps.Add(new DeleteDriverFile(file));
            }
        }
    }

    /// <param name="owner">Its services are going.</param>
    private static bool IsImage(ImmutableArray<Service> services, string file, PackageOnMachine? owner)
    {
        foreach (var service in services)
        {
            if (ImagePath.Fits(service.ImagePath, file) && owner?.Owns(service) != true)
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
                SafeBoot.AddValues(steps, machine, value => Names.Same(value.Key, own.Key) && Names.Same(value.Name, own.Name));
            }
        }
    }

    private static void AddRestores(ImmutableArray<Step>.Builder steps, Machine machine, DriverInf inf)
    {
        foreach (var record in machine.Records)
        {
            if (Names.Same(record.Driver, inf.Name))
            {
                foreach (var own in inf.Registry)
                {
                    if (own.Number is { } written && Names.Same(own.Key, record.Key) && Names.Same(own.Name, record.Name))
                    {
                        steps.Add(new RestoreValue(record.Driver, record.Key, record.Name, record.Before, written));
                    }
                }
            }
        }
    }

    private static Service? Find(ImmutableArray<Service> services, string name)
    {
        foreach (var service in services)
        {
            if (Names.Same(service.Name, name))
            {
                return service;
            }
        }

        return null;
    }
}
