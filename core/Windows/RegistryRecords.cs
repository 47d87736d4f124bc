using System.Collections.Immutable;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>What values of the whole machine were before our installation: below <c>SOFTWARE\Xen Guest Tools\&lt;driver&gt;\Before</c>, each under its full path; a DWORD, or an empty string for "there was none".</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryRecords
{
    public static ImmutableArray<RegistryRecord> Read(string driver)
    {
        using var key = Registry.LocalMachine.TryOpen(Key(driver));
        if (key is null)
        {
            return [];
        }

        var records = ImmutableArray.CreateBuilder<RegistryRecord>();
        foreach (var path in key.GetValueNames())
        {
            var end = path.LastIndexOf('\\');
            if (end > 0)
            {
                records.Add(new(driver, path[..end], path[(end + 1)..], key.GetValue(path) as int?));
            }
        }

        return records.ToImmutable();
    }

    /// <summary>A record of an installation that did not end stays: by now the value may be the INF's.</summary>
    public static Outcome Add(string driver, string key, string name)
    {
        foreach (var record in Read(driver))
        {
            if (Names.Same(record.Key, key) && Names.Same(record.Name, name))
            {
                return Outcome.NotThere;
            }
        }

        Put(driver, key, name, Current(key, name));
        return Outcome.Done;
    }

    public static void Put(string driver, string key, string name, int? before)
    {
        using var records = Registry.LocalMachine.CreateSubKey(Key(driver));
        if (before is { } number)
        {
            records.SetValue($@"{key}\{name}", number, RegistryValueKind.DWord);
        }
        else
        {
            records.SetValue($@"{key}\{name}", "");
        }
    }

    public static Outcome Forget(string driver, string key, string name) => RegistryRemoval.DeleteValue(Key(driver), $@"{key}\{name}");

    public static int? Current(string key, string name)
    {
        using var target = Registry.LocalMachine.TryOpen(key);
        return target?.GetValue(name) as int?;
    }

    /// <param name="number">Null: no such value; the key stays, it belongs to Windows.</param>
    public static void Set(string key, string name, int? number)
    {
        using var target = Registry.LocalMachine.CreateSubKey(key);
        if (number is { } data)
        {
            target.SetValue(name, data, RegistryValueKind.DWord);
        }
        else
        {
            target.DeleteValue(name, throwOnMissingValue: false);
        }
    }

    private static string Key(string driver) => $@"{RegistryRemoval.OurKey}\{driver}\Before";
}
