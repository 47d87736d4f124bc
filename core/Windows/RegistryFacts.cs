using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads the few keys below HKLM that a decision depends on.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryFacts
{
    /// <summary>Of these keys, the ones that exist.</summary>
    public static ImmutableArray<string> Existing(IEnumerable<string> keys) => [.. keys.Where(Exists)];

    /// <summary>All values of these keys, no sub-keys.</summary>
    /// <param name="controlSet">Take the keys of this control set, such as <c>ControlSet002</c>, where they are given of the current one.</param>
    public static ImmutableArray<RegistryValue> Values(ImmutableArray<string> keys, string controlSet = "CurrentControlSet")
    {
        var values = ImmutableArray.CreateBuilder<RegistryValue>();
        foreach (var path in keys)
        {
            Add(values, path.Replace(@"\CurrentControlSet\", $@"\{controlSet}\", StringComparison.OrdinalIgnoreCase));
        }

        return values.ToImmutable();
    }

    /// <summary>The driver packages that our installers registered.</summary>
    public static ImmutableArray<OurDriver> OurDrivers()
    {
        using var ours = Registry.LocalMachine.OpenSubKey(RegistryRemoval.OurKey);
        return ours is null ? [] : [.. ours.GetSubKeyNames().Select(name => new OurDriver(name, InstalledProvider(name)))];
    }

    /// <summary>Read from the INF that our MSI put beside the driver (DRIVERFOLDER): it can't differ from what was installed.</summary>
    private static string? InstalledProvider(string driver)
    {
        var programs = Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles);
        var inf = Path.Combine(programs, Product.Name, "Drivers", driver, driver + ".inf");
        return File.Exists(inf) ? StoredDrivers.Describe(inf)?.Provider : null;
    }

    private static bool Exists(string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        return key is not null;
    }

    private static void Add(ImmutableArray<RegistryValue>.Builder values, string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        foreach (var name in key?.GetValueNames() ?? [])
        {
            values.Add(new RegistryValue(path, name, key!.GetValue(name) as int?));
        }
    }
}
