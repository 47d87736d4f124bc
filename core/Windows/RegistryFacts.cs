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
    public static ImmutableArray<RegistryValue> Values(IEnumerable<string> keys) => [.. keys.SelectMany(Values)];

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

    private static IEnumerable<RegistryValue> Values(string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        return key is null ? [] : [.. key.GetValueNames().Select(name => new RegistryValue(path, name, key.GetValue(name) as int?))];
    }
}
