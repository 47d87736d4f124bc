using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads and edits UpperFilters and LowerFilters of the device classes.</summary>
[SupportedOSPlatform("windows")]
internal static class ClassFilterList
{
    private const string Key = @"\Control\Class";

    /// <param name="controlSet">Its key, HKLM-relative.</param>
    public static ImmutableArray<ClassFilter> Read(string controlSet)
    {
        using var classes = Registry.LocalMachine.TryOpen(controlSet + Key);
        return classes is null ? [] : [.. classes.GetSubKeyNames().SelectMany(name => Read(classes, name))];
    }

    /// <summary>Takes the service out; a value that is empty then goes, also one that xenbus has emptied: an empty REG_MULTI_SZ is no state that Windows makes.</summary>
    /// <param name="controlSet">Its key, HKLM-relative.</param>
    public static Outcome Remove(string controlSet, Guid deviceClass, bool upper, string service)
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{controlSet}{Key}\{deviceClass:B}", writable: true);
        if (key?.GetValue(ValueName(upper)) is not string[] filters || (filters.Length > 0 && !filters.Contains(service, StringComparer.OrdinalIgnoreCase)))
        {
            return Outcome.NotThere;
        }

        string[] rest = [.. filters.Where(f => !f.Equals(service, StringComparison.OrdinalIgnoreCase))];
        if (rest.Length == 0)
        {
            key.DeleteValue(ValueName(upper));
        }
        else
        {
            key.SetValue(ValueName(upper), rest, RegistryValueKind.MultiString);
        }

        return Outcome.Done;
    }

    /// <summary>Puts the service back where it was: before the first of those that stood behind it, or at the end.</summary>
    /// <param name="was">The list as it was.</param>
    public static void Insert(string controlSet, Guid deviceClass, bool upper, string service, string[] was)
    {
        using var key = Registry.LocalMachine.OpenSubKey($@"{controlSet}{Key}\{deviceClass:B}", writable: true);
        var filters = key?.GetValue(ValueName(upper)) as string[] ?? [];
        if (key is null || filters.Contains(service, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }

        string[] behind = [.. was.SkipWhile(name => !Names.Same(name, service)).Skip(1)];
        var place = Array.FindIndex(filters, name => behind.Contains(name, StringComparer.OrdinalIgnoreCase));
        key.SetValue(ValueName(upper), place < 0 ? [.. filters, service] : (string[])[.. filters[..place], service, .. filters[place..]], RegistryValueKind.MultiString);
    }

    private static IEnumerable<ClassFilter> Read(RegistryKey classes, string name)
    {
        if (!Guid.TryParse(name, out var deviceClass))
        {
            yield break;
        }

        using var key = classes.TryOpen(name);
        foreach (var upper in new[] { true, false })
        {
            if (key?.GetValue(ValueName(upper)) is string[] { Length: > 0 } services)
            {
                yield return new(deviceClass, upper, [.. services]);
            }
        }
    }

    private static string ValueName(bool upper) => upper ? "UpperFilters" : "LowerFilters";
}
