using System.Buffers.Binary;
using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>
/// One control set of a hive as the <see cref="Machine"/> that would run on it. Which of its devices are there the registry does not say: all count as present, but for the devices of the Xen bus that Windows has
/// noted as removed since they last came. Otherwise a Xen disk would be taken for one that starts. (An emulated disk is noted as removed as long as the Xen disk is used in its place.)
/// </summary>
public static class HiveView
{
    public const string Upper = "UpperFilters";
    public const string Lower = "LowerFilters";

    /// <summary>What the bus driver's devices begin with.</summary>
    public const string XenBus = @"PCI\VEN_5853&";

    /// <summary>
    /// Below a device's key; their default values are FILETIMEs. DEVPKEY_Device_LastArrivalDate and DEVPKEY_Device_LastRemovalDate of devpkey.h are numbers 102 and 103 of that set; where Windows keeps them is
    /// known from forensics, not from Microsoft.
    /// </summary>
    public const string Arrived = @"Properties\{83da6326-97a6-4088-9453-a1923f573b29}\0066";

    /// <summary>As <see cref="Arrived"/>.</summary>
    public const string Removed = @"Properties\{83da6326-97a6-4088-9453-a1923f573b29}\0067";

    private static readonly WindowsVersion Unknown = new(0, true, false, "Windows that does not run");

    public static Machine Of(Hive hive, string controlSet)
    {
        var services = ImmutableArray.CreateBuilder<Service>();
        var filters = ImmutableArray.CreateBuilder<ClassFilter>();
        var devices = ImmutableArray.CreateBuilder<Device>();
        var values = ImmutableArray.CreateBuilder<RegistryValue>();
        var keys = Keys(hive, controlSet);
        foreach (var (path, own) in keys)
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
            else if (Rest(path, @"Enum\") is { } instance && instance.Count('\\') == 2)
            {
                devices.Add(DeviceOf(instance, own) with { Present = Date(keys, path, Removed) <= Date(keys, path, Arrived) });
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

    /// <summary>0 where there is none.</summary>
    private static ulong Date(Dictionary<string, List<HiveValue>> keys, string device, string property) =>
        keys.TryGetValue($@"{device}\{property}", out var own) && Find(own, "")?.Hex is { Length: 16 } hex ? BinaryPrimitives.ReadUInt64LittleEndian(Convert.FromHexString(hex)) : 0;

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
