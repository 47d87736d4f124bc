using Microsoft.Win32;

namespace XenGuestTools.Tests.Probe;

/// <summary>
/// The nodes of the Xen devices, as they were before the first driver. A host and its bus drivers show a removed device again whenever Windows looks; Wine never looks, so the nodes are put back here.
/// </summary>
internal sealed class DeviceNodes
{
    private const string Enum = @"SYSTEM\CurrentControlSet\Enum";

    private readonly Dictionary<string, Dictionary<string, object>> nodes = [];

    public DeviceNodes()
    {
        using var buses = Registry.LocalMachine.OpenSubKey(Enum)!;
        foreach (var bus in new[] { "PCI", "XENBUS", "XENVIF" })
        {
            using var devices = buses.OpenSubKey(bus);
            foreach (var device in devices?.GetSubKeyNames() ?? [])
            {
                using var instances = devices!.OpenSubKey(device)!;
                foreach (var instance in instances.GetSubKeyNames())
                {
                    using var node = instances.OpenSubKey(instance)!;
                    nodes[$@"{Enum}\{bus}\{device}\{instance}"] = node.GetValueNames().ToDictionary(name => name, name => node.GetValue(name)!);
                }
            }
        }
    }

    /// <summary>Those that were removed are there again, without a driver.</summary>
    /// <returns>False when all were there.</returns>
    public bool PutBack()
    {
        var found = false;
        foreach (var (path, values) in nodes)
        {
            using var there = Registry.LocalMachine.OpenSubKey(path);
            if (there?.GetValue("ClassGUID") is not null)
            {
                continue;
            }

            found = true;
            using var node = Registry.LocalMachine.CreateSubKey(path);
            foreach (var (name, value) in values)
            {
                node.SetValue(name, value, value switch { int => RegistryValueKind.DWord, string[] => RegistryValueKind.MultiString, _ => RegistryValueKind.String });
            }
        }

        return found;
    }
}
