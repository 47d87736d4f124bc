using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <content>Devices: how they come and go, and what the installation of a driver makes of the machine.</content>
public sealed partial record WindowsModel
{
    /// <summary>Windows finds every device that is there, and gives those without a driver the newest package of the store that fits.</summary>
    public WindowsModel Enumerate()
    {
        var model = this;
        while (FindsDevices)
        {
            var found = model.Hardware.FirstOrDefault(model.IsNew);
            if (found is not null)
            {
                model = model.With(model.Machine with { Devices = [.. model.Machine.Devices.Where(device => !Names.Same(device.InstanceId, found.Device.InstanceId)), found.Device] });
            }
            else if (model.Machine.Devices.FirstOrDefault(device => device is { Present: true, Inf: null } && model.Best(device) is not null) is { } unbound)
            {
                model = model.Install(unbound, model.Best(unbound)!);
            }
            else
            {
                break;
            }
        }

        return model;
    }

    private bool IsNew(Hardware hardware) => IsMade(hardware) && !Machine.Devices.Any(device => device.Present && Names.Same(device.InstanceId, hardware.Device.InstanceId));

    private bool IsMade(Hardware hardware) => hardware.MadeBy is not { } maker
        || (DriversRun && Machine.Devices.Any(device => device.Present && device.Inf is not null && Names.Same(device.Service, maker.Service) && Names.Same(device.Provider, maker.Provider)));

    private DriverInf? Best(Device device) => Machine.StoredDrivers
        .Select(PackageOf)
        .OfType<DriverInf>()
        .Where(inf => device.HardwareIds.Concat(device.CompatibleIds).Any(id => Names.Among(inf.HardwareIds.AsSpan(), id)))
        .MaxBy(inf => (inf.Date, inf.Version));

    private WindowsModel Bind(string hardwareId, DriverInf inf) => Machine.Devices
        .Where(device => device.Present && Names.Among([.. device.HardwareIds, .. device.CompatibleIds], hardwareId))
        .Aggregate(this, (model, device) => model.Install(device, inf));

    /// <summary>Windows writes services, files and values of the package and starts the driver.</summary>
    private WindowsModel Install(Device device, DriverInf inf)
    {
        var bound = device with
        {
            Inf = Machine.StoredDrivers.FirstOrDefault(stored => IsOf(stored, inf))?.PublishedName,
            Service = inf.Services.FirstOrDefault(own => own.IsFunctionDriver)?.Name,
            Provider = inf.Provider,
            Class = inf.Class,
        };
        var installed = With(Machine with
        {
            Devices = [.. Machine.Devices.Select(other => Names.Same(other.InstanceId, device.InstanceId) ? bound : other)],
            Services = [.. Machine.Services.Where(other => !inf.Services.Any(own => Names.Same(own.Name, other.Name))), .. inf.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null))],
            DriverFiles = [.. Machine.DriverFiles.Union(ScanScope.Files(inf), StringComparer.OrdinalIgnoreCase)],
            RegistryValues = [.. Machine.RegistryValues.Where(other => !Written(inf).Any(own => IsAt(other, own.Key, own.Name))), .. Written(inf).Select(own => new RegistryValue(own.Key, own.Name, own.Number))],
        });
        return installed.WithoutOrphans().Started(bound).Enumerate();
    }

    /// <summary>Devices that the driver before made, and this one does not, become phantoms.</summary>
    private WindowsModel WithoutOrphans()
    {
        var orphans = Hardware.Where(hardware => hardware.MadeBy is not null && !IsMade(hardware)).Select(hardware => hardware.Device.InstanceId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return DriversRun && Machine.Devices.Any(device => device.Present && orphans.Contains(device.InstanceId))
            ? With(Machine with { Devices = [.. Machine.Devices.Select(device => orphans.Contains(device.InstanceId) ? device with { Present = false } : device)] }).WithoutOrphans()
            : this;
    }

    /// <summary>The values that a scan for a plan of this package would see.</summary>
    private static IEnumerable<InfRegistryValue> Written(DriverInf inf) => inf.Registry.Where(own => ScanScope.IsOurs(own.Key, inf) || ScanScope.IsOfWholeMachine(own, inf));

    /// <summary>xenbus puts its class filter in place (src/xen/filters.c), the drivers of disks and NICs count themselves into Unplug (src/xen/unplug.c).</summary>
    private WindowsModel Started(Device device)
    {
        if (!DriversRun || !Machine.Services.Any(service => Names.Same(service.Name, device.Service)))
        {
            return this;
        }

        if (XenDevices.IsXen(device))
        {
            return UnplugValues.FilteredClasses.Aggregate(this, (model, deviceClass) => model.WithFilter(deviceClass));
        }

        var value = !Names.Starts(device.InstanceId, @"XENBUS\") ? null : Names.Has(device.InstanceId, "VBD") ? "DISKS" : Names.Has(device.InstanceId, "VIF") ? "NICS" : null;
        return value is null ? this : WithValue(UnplugValues.UnplugKey, value, 1);
    }

    private WindowsModel WithFilter(Guid deviceClass)
    {
        var upper = Machine.ClassFilters.FirstOrDefault(filter => filter.Class == deviceClass && filter.Upper) ?? new ClassFilter(deviceClass, true, []);
        return Names.Among(upper.Services.AsSpan(), UnplugValues.BusFilter)
            ? this
            : With(Machine with { ClassFilters = [.. Machine.ClassFilters.Where(filter => filter.Class != deviceClass || !filter.Upper), upper with { Services = upper.Services.Add(UnplugValues.BusFilter) }] });
    }

    /// <summary>The devices that its driver makes are not there any more: Windows remembers them.</summary>
    private WindowsModel Remove(string instanceId)
    {
        if (Machine.Devices.FirstOrDefault(device => Names.Same(device.InstanceId, instanceId)) is not { } gone)
        {
            return this;
        }

        return With(Machine with { Devices = Machine.Devices.Remove(gone) }).WithoutOrphans();
    }
}
