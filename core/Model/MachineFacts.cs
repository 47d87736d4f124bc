namespace XenGuestTools.Core;

/// <summary>All of a machine in lines that can be compared and read: the model against itself, and against a machine that was scanned.</summary>
public static class MachineFacts
{
    public static SortedSet<string> Of(Machine machine) => [
        .. machine.Devices.Select(device => $"device {device.InstanceId}{(device.Present ? "" : " phantom")} {device.Inf} {device.Service} {device.Provider}"),
        .. machine.StoredDrivers.Select(stored => $"package {stored.PublishedName} {stored.Provider} {stored.CatalogFile} {stored.Version}"),
        .. Of("", machine.Services, machine.ClassFilters, machine.RegistryValues),
        .. machine.OtherControlSets.SelectMany(set => Of(set.Name + " ", set.Services, set.ClassFilters, set.RegistryValues)),
        .. machine.DriverFiles.Select(file => $"file {file}"),
        .. machine.Records.Select(record => $"record {record.Driver} {record.Key} {record.Name} {record.Before}")];

    private static IEnumerable<string> Of(string set, IEnumerable<Service> services, IEnumerable<ClassFilter> filters, IEnumerable<RegistryValue> values) => [
        .. services.Select(service => $"{set}service {service.Name} {service.ImagePath}"),
        .. services.Select(service => $"start {set}{service.Name} {service.Start}"),
        .. filters.SelectMany(filter => filter.Services.Select(service => $"{set}filter {filter.Class} {filter.Upper} {service}")),
        .. values.Select(value => $"{set}value {value.Key} {value.Name} {value.Number}")];
}
