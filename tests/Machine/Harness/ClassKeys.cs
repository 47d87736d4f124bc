namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>Windows numbers the driver keys of a class in the order in which devices get their drivers. Named by their devices, those of our drivers can be compared between machines.</summary>
public static class ClassKeys
{
    private const string Enum = @"System\CurrentControlSet\Enum\";
    private const string Class = @"System\CurrentControlSet\Control\Class\";

    /// <summary>The same registry with <c>Class\{…}\0002</c> and the values <c>Driver</c> named by the device: <c>Class\{…}\of PCI\VEN_5853…</c>.</summary>
    public static RegistryImage NamedByDevice(RegistryImage registry)
    {
        Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var path in registry.Keys.Keys)
        {
            if (path.StartsWith(Enum, StringComparison.OrdinalIgnoreCase) && registry.Text(path, "Service")?.StartsWith("xen", StringComparison.OrdinalIgnoreCase) == true
                && registry.Text(path, "Driver") is { } key && key.Split('\\') is [var deviceClass, _])
            {
                Assert.True(names.TryAdd(Class + key, $@"{deviceClass}\of {path[Enum.Length..]}"), $"Two devices have the driver key {key}.");
            }
        }

        RegistryImage named = new();
        foreach (var (path, values) in registry.Keys)
        {
            var own = names.Keys.FirstOrDefault(key => path.Equals(key, StringComparison.OrdinalIgnoreCase) || path.StartsWith(key + '\\', StringComparison.OrdinalIgnoreCase));
            var target = named.Add(own is null ? path : Class + names[own] + path[own.Length..]);
            foreach (var (name, value) in values)
            {
                target[name] = name == "Driver" && value is string driver && names.TryGetValue(Class + driver, out var device) ? device : value;
            }
        }

        return named;
    }
}
