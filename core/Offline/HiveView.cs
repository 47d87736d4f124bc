using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>One control set of a hive as the <see cref="Machine"/> that would run on it. Nobody can say which of its devices are there: all count as present, so that a rule is broken rather too often than too seldom.</summary>
public static class HiveView
{
    public const string Upper = "UpperFilters";
    public const string Lower = "LowerFilters";

    private static readonly WindowsVersion Unknown = new(0, true, false, "Windows that does not run");

    public static Machine Of(Hive hive, string controlSet)
    {
        var services = ImmutableArray.CreateBuilder<Service>();
        var filters = ImmutableArray.CreateBuilder<ClassFilter>();
        var devices = ImmutableArray.CreateBuilder<Device>();
        var values = ImmutableArray.CreateBuilder<RegistryValue>();
        foreach (var (path, own) in Keys(hive, controlSet))
        {
            if (Rest(path, @"Services\") is { } service)
            {
                if (service.Contains('\\', StringComparison.Ordinal))
                {
                    values.AddRange(own.Select(value => new RegistryValue($@"SYSTEM\CurrentControlSet\{path}", value.Name, value.Data.Number)));
                }
                else if (Find(own, "Start")?.Number is { } start)
                {
                    services.Add(new(service, (ServiceStart)start, Find(own, "ImagePath")?.Text, null));
                }
            }
            else if (Rest(path, @"Control\Class\") is { } deviceClass && Guid.TryParse(deviceClass, out var id))
            {
                filters.AddRange(own.Where(value => IsFilter(value) && !value.Data.Texts.IsEmpty).Select(value => new ClassFilter(id, Names.Same(value.Name, Upper), value.Data.Texts)));
            }
            else if (Rest(path, @"Enum\") is { } instance)
            {
                devices.Add(DeviceOf(instance, own));
            }
        }

        return new()
        {
            Windows = Unknown,
            Services = services.ToImmutable(),
            ClassFilters = filters.ToImmutable(),
            Devices = devices.ToImmutable(),
            RegistryValues = values.ToImmutable(),
            DriverFiles = hive.Images,
            OurDrivers = [],
        };
    }

    public static bool IsFilter(HiveValue value) => Names.Same(value.Name, Upper) || Names.Same(value.Name, Lower);

    /// <summary>The path below; null if the key is not below it.</summary>
    public static string? Rest(string key, string parent) => Names.Starts(key, parent) ? key[parent.Length..] : null;

    /// <summary>The keys of a control set, relative to it, each with its values.</summary>
    private static Dictionary<string, List<HiveValue>> Keys(Hive hive, string controlSet)
    {
        Dictionary<string, List<HiveValue>> keys = new(StringComparer.OrdinalIgnoreCase);
        foreach (var value in hive.Values)
        {
            if (Rest(value.Key, controlSet + @"\") is { } path)
            {
                if (!keys.TryGetValue(path, out var own))
                {
                    keys[path] = own = [];
                }

                own.Add(value);
            }
        }

        return keys;
    }

    private static HiveData? Find(List<HiveValue> values, string name) => values.Find(value => Names.Same(value.Name, name))?.Data;

    private static Device DeviceOf(string instance, List<HiveValue> values)
    {
        _ = Guid.TryParse(Find(values, "ClassGUID")?.Text, out var deviceClass);
        return new(instance, true, [], [], deviceClass, Find(values, "Service")?.Text, null, null, null)
        {
            Filters = [.. Find(values, Upper)?.Texts ?? [], .. Find(values, Lower)?.Texts ?? []],
        };
    }
}
