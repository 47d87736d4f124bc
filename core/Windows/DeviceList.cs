using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads the device nodes of this machine. Wine reports every node as present and leaves out nodes without ClassGUID.</summary>
[SupportedOSPlatform("windows")]
internal static class DeviceList
{
    public const string ClassKey = @"SYSTEM\CurrentControlSet\Control\Class";

    public static ImmutableArray<Device> Read() => Read(null)!.Value;

    /// <summary>The devices of one enumerator, such as <c>PCI</c>: a fraction of the calls.</summary>
    public static ImmutableArray<Device> Of(string enumerator) =>
        Read(enumerator) ?? [.. Read().Where(d => d.InstanceId.StartsWith(enumerator + '\\', StringComparison.OrdinalIgnoreCase))];

    /// <returns>Null if Windows does not take the enumerator: nothing documents what it does with one that has no devices.</returns>
    private static ImmutableArray<Device>? Read(string? enumerator)
    {
        using var classes = Registry.LocalMachine.OpenSubKey(ClassKey);
        var all = List(enumerator, 0, (set, data, id) => Describe(set, data, id, classes));
        return all is null ? null : all.Count == 0 ? [] : DeviceMerge.MarkPresent(all, List(enumerator, SetupApi.DigcfPresent, (_, _, id) => id) ?? []);
    }

    private static List<T>? List<T>(string? enumerator, uint flags, Func<DeviceSet, DeviceInfoData, string, T> read)
    {
        using var set = SetupApi.SetupDiGetClassDevs(0, enumerator, 0, SetupApi.DigcfAllClasses | flags);
        if (set.IsInvalid && enumerator is not null)
        {
            return null;
        }

        if (set.IsInvalid)
        {
            throw SystemError.Last("list devices", "all classes");
        }

        var list = new List<T>();
        var data = DeviceInfoData.Empty;
        Span<char> id = stackalloc char[300]; // MAX_DEVICE_ID_LEN is 200
        for (uint i = 0; SetupApi.SetupDiEnumDeviceInfo(set, i, ref data); i++)
        {
            // A node that went away since the list was made has no ID any more: not a device of this machine.
            if (SetupApi.SetupDiGetDeviceInstanceId(set, ref data, id, (uint)id.Length, out _))
            {
                list.Add(read(set, data, id[..id.IndexOf('\0')].ToString()));
            }
        }

        return list;
    }

    private static Device Describe(DeviceSet set, DeviceInfoData data, string id, RegistryKey? classes)
    {
        var driver = Strings(set, data, SetupApi.SpdrpDriver).FirstOrDefault();
        using var key = driver is null ? null : classes?.TryOpen(driver);
        return new(
            id,
            Present: false,
            Strings(set, data, SetupApi.SpdrpHardwareId),
            Strings(set, data, SetupApi.SpdrpCompatibleIds),
            data.Class,
            Strings(set, data, SetupApi.SpdrpService).FirstOrDefault(),
            key?.GetValue("InfPath") as string,
            Strings(set, data, SetupApi.SpdrpDeviceDesc).FirstOrDefault(),
            key?.GetValue("ProviderName") as string);
    }

    /// <summary>A property of type REG_SZ or REG_MULTI_SZ; none if the device does not have it.</summary>
    public static ImmutableArray<string> Strings(DeviceSet set, DeviceInfoData data, uint property)
    {
        Span<byte> buffer = stackalloc byte[2048];
        if (!SetupApi.SetupDiGetDeviceRegistryProperty(set, ref data, property, out _, buffer, (uint)buffer.Length, out var needed))
        {
            if (needed <= buffer.Length)
            {
                return [];
            }

            buffer = new byte[needed];
            if (!SetupApi.SetupDiGetDeviceRegistryProperty(set, ref data, property, out _, buffer, needed, out needed))
            {
                return [];
            }
        }

        return MultiString.Parse(MemoryMarshal.Cast<byte, char>(buffer[..(int)Math.Min(needed, (uint)buffer.Length)]));
    }
}
