using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads the control sets beside the current one (<c>HKLM\SYSTEM\ControlSet001</c>…). Windows 10 keeps one as a rule; older systems and restores leave more.</summary>
[SupportedOSPlatform("windows")]
internal static class ControlSetList
{
    private const string Current = @"SYSTEM\CurrentControlSet";

    /// <summary>Services, filters and values; no devices.</summary>
    /// <param name="keys">Whose values are wanted, as the current control set has them.</param>
    public static ImmutableArray<ControlSet> ReadOthers(ImmutableArray<string> keys)
    {
        using var system = Registry.LocalMachine.TryOpen("SYSTEM");
        using var select = system?.TryOpen("Select");
        if (system is null || select?.GetValue("Current") is not int current)
        {
            return [];
        }

        var running = "ControlSet" + current.ToString("D3", CultureInfo.InvariantCulture);
        var sets = ImmutableArray.CreateBuilder<ControlSet>();
        foreach (var name in system.GetSubKeyNames())
        {
            if (Names.Starts(name, "ControlSet") && !Names.Same(name, running))
            {
                sets.Add(new(name, ServiceList.Read($@"SYSTEM\{name}\Services", _ => true), ClassFilterList.Read($@"SYSTEM\{name}"), RegistryFacts.Values(keys, name), []));
            }
        }

        return sets.ToImmutable();
    }

    /// <summary>The key of a control set; of the current one for null.</summary>
    public static string Key(string? controlSet) => controlSet is null ? Current : $@"SYSTEM\{controlSet}";
}
