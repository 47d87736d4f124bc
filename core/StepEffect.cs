using System.Collections.Immutable;
using System.Globalization;

namespace XenGuestTools.Core;

/// <summary>What a step makes of a machine, as a model: plans are tested against it, and boot safety is judged after every prefix of a plan.</summary>
public static class StepEffect
{
    /// <param name="inf">The package that the plan was made for.</param>
    public static Machine Apply(Machine machine, Step step, DriverInf inf) => step switch
    {
        StoreDriver s => machine with { StoredDrivers = machine.StoredDrivers.Add(Stored(machine, s, inf)) },
        BindDriver s => Bind(machine, s, inf),
        RemoveDevice s => machine with { Devices = machine.Devices.RemoveAll(device => Names.Same(device.InstanceId, s.InstanceId)) },
        UnstoreDriver s => machine with { StoredDrivers = machine.StoredDrivers.RemoveAll(stored => Names.Same(stored.PublishedName, s.PublishedName)) },
        RemoveClassFilter s => machine with { ClassFilters = Without(machine.ClassFilters, s) },
        DeleteService s => machine with
        {
            Services = machine.Services.RemoveAll(service => Names.Same(service.Name, s.Name)),
            RegistryValues = machine.RegistryValues.RemoveAll(value => Names.Below(value.Key, $@"{Names.Services}\{s.Name}")),
        },
        DeleteDriverFile s => machine with { DriverFiles = machine.DriverFiles.RemoveAll(path => Names.Same(path, s.Path)) },
        DeleteRegistryValue s => machine with { RegistryValues = machine.RegistryValues.RemoveAll(value => Names.Same(value.Key, s.Key) && Names.Same(value.Name, s.Name)) },
        _ => throw new ArgumentException($"The model knows no step {step.GetType().Name}.", nameof(step)),
    };

    private static StoredDriver Stored(Machine machine, StoreDriver step, DriverInf inf)
    {
        var number = 0;
        while (machine.StoredDrivers.Any(stored => Names.Same(stored.PublishedName, Published(number))))
        {
            number++;
        }

        return new StoredDriver(Published(number), step.InfPath, inf.Provider, inf.CatalogFile, inf.Version);
    }

    private static string Published(int number) => string.Create(CultureInfo.InvariantCulture, $"oem{number}.inf");

    /// <summary>Windows installs services, files and values of a package when it is bound to a first device.</summary>
    private static Machine Bind(Machine machine, BindDriver step, DriverInf inf)
    {
        var published = new PackageOnMachine(machine, inf).Newest?.PublishedName;
        var service = inf.Services.FirstOrDefault(own => own.IsFunctionDriver)?.Name;
        var devices = ImmutableArray.CreateBuilder<Device>(machine.Devices.Length);
        foreach (var device in machine.Devices)
        {
            var bound = device.Present && Names.Among(device.HardwareIds.AsSpan(), step.HardwareId);
            devices.Add(bound ? device with { Inf = published, Service = service, Provider = inf.Provider, Class = inf.Class } : device);
        }

        return machine with
        {
            Devices = devices.MoveToImmutable(),
            Services = [.. machine.Services.Where(other => !inf.Services.Any(own => Names.Same(own.Name, other.Name))), .. inf.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null))],
            DriverFiles = [.. machine.DriverFiles.Union(ScanScope.Files(inf), StringComparer.OrdinalIgnoreCase)],
            RegistryValues = [.. machine.RegistryValues.Where(other => !Written(inf, other)), .. inf.Registry.Where(own => ScanScope.IsOurs(own.Key, inf)).Select(Value)],
        };
    }

    private static bool Written(DriverInf inf, RegistryValue other) => inf.Registry.Any(own => ScanScope.IsOurs(own.Key, inf) && Names.Same(own.Key, other.Key) && Names.Same(own.Name, other.Name));

    private static RegistryValue Value(InfRegistryValue own) =>
        new(own.Key, own.Name, own.Flags == 0x00010001 && own.Data.Length > 0 && InfValue.Number(own.Data[0]) is { } number ? (int)number : null);

    private static ImmutableArray<ClassFilter> Without(ImmutableArray<ClassFilter> filters, RemoveClassFilter step)
    {
        var left = ImmutableArray.CreateBuilder<ClassFilter>();
        foreach (var filter in filters)
        {
            var meant = filter.Class == step.Class && filter.Upper == step.Upper;
            var changed = meant ? filter with { Services = filter.Services.RemoveAll(name => Names.Same(name, step.Service)) } : filter;
            if (changed.Services.Length > 0)
            {
                left.Add(changed);
            }
        }

        return left.ToImmutable();
    }
}
