using System.Globalization;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// HKEY_LOCAL_MACHINE at one moment: key path (relative, such as <c>SYSTEM\CurrentControlSet\Services\xenbus</c>) to its values. Names are matched without case.
/// A value is a string, a uint, a string[] or a byte[].
/// </summary>
public sealed class RegistryImage
{
    private readonly Dictionary<string, Dictionary<string, object>> keys = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, Dictionary<string, object>> Keys => keys;

    /// <summary>Adds the key, or more values to it.</summary>
    public Dictionary<string, object> Add(string path)
    {
        if (!keys.TryGetValue(path, out var values))
        {
            keys[path] = values = new(StringComparer.OrdinalIgnoreCase);
        }

        return values;
    }

    /// <summary>The key itself, or any key below it, is there.</summary>
    public bool Has(string path) =>
        keys.ContainsKey(path) || keys.Keys.Any(k => k.StartsWith(path + '\\', StringComparison.OrdinalIgnoreCase));

    /// <summary>Null if the key or the value is not there.</summary>
    public object? Value(string path, string name) =>
        keys.TryGetValue(path, out var values) && values.TryGetValue(name, out var value) ? value : null;

    public string? Text(string path, string name) => Value(path, name) as string;

    public uint? Number(string path, string name) => Value(path, name) as uint?;

    /// <summary>The names of the keys directly below <paramref name="path"/>, also of those that have no values of their own.</summary>
    public IEnumerable<string> Below(string path) =>
        keys.Keys.Where(k => k.StartsWith(path + '\\', StringComparison.OrdinalIgnoreCase))
            .Select(k => k[(path.Length + 1)..].Split('\\')[0])
            .Distinct(StringComparer.OrdinalIgnoreCase);

    public static string Show(object? value) => value switch
    {
        null => "(absent)",
        string text => $"\"{text}\"",
        uint number => string.Create(CultureInfo.InvariantCulture, $"dword {number}"),
        string[] list => $"[{string.Join(", ", list)}]",
        byte[] bytes => "hex " + Convert.ToHexString(bytes),
        _ => value.ToString() ?? "",
    };
}
