using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Tests.Offline;

/// <summary>The hive that a machine would leave, and ways to break it.</summary>
internal static class Hives
{
    public const string Set = "ControlSet001";
    public static readonly Guid Hdc = new("4d36e96a-e325-11ce-bfc1-08002be10318");
    public static readonly Guid ScsiAdapter = new("4d36e97b-e325-11ce-bfc1-08002be10318");

    public static Hive Of(Machine machine) => new(
        Set,
        [Set, .. machine.OtherControlSets.Select(set => set.Name)],
        [
            .. Of(Set, "CurrentControlSet", machine.Services, machine.ClassFilters, machine.RegistryValues, machine.Devices),
            .. machine.OtherControlSets.SelectMany(set => Of(set.Name, set.Name, set.Services, set.ClassFilters, set.RegistryValues, set.Devices)),
        ],
        machine.DriverFiles);

    /// <summary>Adds a value, or gives it other data.</summary>
    public static Hive Put(this Hive hive, string key, string name, HiveData? data) => hive.With(new($@"{Set}\{key}", name, null, data, default));

    public static Hive WithService(this Hive hive, string name, ServiceStart start) => hive.Put($@"Services\{name}", "Start", HiveData.Of((int)start));

    public static Hive WithoutService(this Hive hive, string name) => hive with { Values = [.. hive.Values.Where(value => !value.Key.Equals($@"{Set}\Services\{name}", StringComparison.OrdinalIgnoreCase))] };

    public static Hive WithoutImage(this Hive hive, string name) => hive with { Images = [.. hive.Images.Where(image => !image.EndsWith($@"\{name}.sys", StringComparison.OrdinalIgnoreCase))] };

    public static Hive WithImage(this Hive hive, string name) => hive with { Images = [.. hive.Images, $@"%SystemRoot%\System32\drivers\{name}.sys"] };

    public static Hive WithFilter(this Hive hive, Guid deviceClass, params string[] services) => hive.Put($@"Control\Class\{deviceClass:B}", "UpperFilters", HiveData.Of([.. services]));

    public static Hive WithDevice(this Hive hive, string id, Guid deviceClass, string service) =>
        hive.Put($@"Enum\{id}", "ClassGUID", HiveData.Of(deviceClass.ToString("B"))).Put($@"Enum\{id}", "Service", HiveData.Of(service));

    /// <param name="date">0066: it came last; 0067: it was removed last.</param>
    public static Hive WithDate(this Hive hive, string device, string date, byte time) =>
        hive.Put($@"Enum\{device}\Properties\{{83da6326-97a6-4088-9453-a1923f573b29}}\{date}", "", new(0xFFFF0010, $"{time:X2}00000000000000"));

    public static IEnumerable<string> Devices(this Hive hive) => HiveView.Of(hive, Set).Devices.Select(device => device.InstanceId);

    public static Hive Repaired(this Hive hive) => OfflinePlan.For(hive).Aggregate(hive, (current, change) => current.With(change));

    /// <summary>All of it but the order, in which Windows keeps nothing.</summary>
    public static SortedSet<string> Lines(this Hive hive) => [.. hive.Values.Select(value => $@"{value.Key}\{value.Name}={value.Data.Type}:{value.Data.Hex}")];

    public static IEnumerable<string> Changes(this Hive hive) => OfflinePlan.For(hive).Select(change => $"{change}");

    public static IEnumerable<(BootRule Rule, string Subject)> Broken(this Hive hive) => OfflinePlan.Broken(hive).Select(violation => (violation.Rule, violation.Subject));

    private static IEnumerable<HiveValue> Of(
        string set, string name, ImmutableArray<Service> services, ImmutableArray<ClassFilter> filters, ImmutableArray<RegistryValue> values, ImmutableArray<Device> devices) =>
    [
        .. services.Select(service => new HiveValue($@"{set}\Services\{service.Name}", "Start", HiveData.Of((int)service.Start))),
        .. services.Where(service => service.ImagePath is not null).Select(service => new HiveValue($@"{set}\Services\{service.Name}", "ImagePath", HiveData.Of(service.ImagePath!))),
        .. filters.Select(filter => new HiveValue($@"{set}\Control\Class\{filter.Class:B}", filter.Upper ? "UpperFilters" : "LowerFilters", HiveData.Of(filter.Services))),
        .. values.Select(value => new HiveValue(value.Key.Replace($@"SYSTEM\{name}\", $@"{set}\", StringComparison.Ordinal), value.Name, value.Number is { } number ? HiveData.Of(number) : HiveData.Of("text"))),
        .. devices.SelectMany(device => Of($@"{set}\Enum\{device.InstanceId}", device)),
    ];

    private static IEnumerable<HiveValue> Of(string key, Device device) =>
    [
        new(key, "ClassGUID", HiveData.Of(device.Class.ToString("B"))),
        .. device.Service is { } service ? [new HiveValue(key, "Service", HiveData.Of(service))] : Array.Empty<HiveValue>(),
        .. device.Filters.IsEmpty ? Array.Empty<HiveValue>() : [new HiveValue(key, "UpperFilters", HiveData.Of(device.Filters))],
    ];
}
