using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>One control set of a machine, as the next start sees it.</summary>
internal sealed class BootView(string name, Machine machine, ImmutableArray<Service> services, ImmutableArray<ClassFilter> filters, ImmutableArray<RegistryValue> values, ImmutableArray<Device> devices)
{
    public string Name => name;

    public ImmutableArray<Service> Services => services;

    public ImmutableArray<ClassFilter> Filters => filters;

    public ImmutableArray<Device> Devices => devices;

    public static IEnumerable<BootView> Of(Machine machine)
    {
        yield return new BootView("CurrentControlSet", machine, machine.Services, machine.ClassFilters, machine.RegistryValues, machine.Devices);
        foreach (var set in machine.OtherControlSets)
        {
            yield return new BootView(set.Name, machine, set.Services, set.ClassFilters, set.RegistryValues, set.Devices);
        }
    }

    public Service? Find(string? service) => services.FirstOrDefault(other => Names.Same(other.Name, service));

    /// <summary>Is the file there? A service without ImagePath runs on the driver of its name (Microsoft: "HKLM\SYSTEM\CurrentControlSet\Services Registry Tree").</summary>
    public bool HasImage(Service service)
    {
        var image = service.ImagePath ?? $@"System32\drivers\{service.Name}.sys";
        return machine.DriverFiles.Any(file => ImagePath.Fits(image, file));
    }

    /// <summary>Does the loader of Windows start it: boot-start, not overridden, with its file?</summary>
    public bool StartsAtBoot(string? service) =>
        Find(service) is { Start: ServiceStart.Boot } found && HasImage(found) && !Values($@"Services\{found.Name}{UnplugValues.StartOverride}").Any(value => value.Number > 0);

    /// <summary>The DWORD below the XEN key; 0 where there is none.</summary>
    public int Unplug(string key, string value) =>
        Values($@"Services\XEN\{key}").FirstOrDefault(other => Names.Same(other.Name, value))?.Number ?? 0;

    private IEnumerable<RegistryValue> Values(string key) => values.Where(value => Names.Same(value.Key, $@"SYSTEM\{name}\{key}"));
}
