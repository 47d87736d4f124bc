using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Deletes registry values below HKLM and the keys that get empty by it.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryRemoval
{
    public const string OurKey = @"SOFTWARE\" + Product.Name;

    public static Outcome DeleteValue(string path, string name)
    {
        var found = false;
        using (var key = Registry.LocalMachine.OpenSubKey(path, writable: true))
        {
            if (key?.GetValue(name) is not null)
            {
                key.DeleteValue(name);
                found = true;
            }
        }

        return DeleteEmptyKeys(path) || found ? Outcome.Done : Outcome.NotThere;
    }

    /// <summary>Deletes the key and its parents while they are empty and ours (<see cref="MayGo"/>).</summary>
    public static bool DeleteEmptyKeys(string path)
    {
        var found = false;
        while (MayGo(path) && IsEmpty(path))
        {
            Registry.LocalMachine.DeleteSubKey(path, throwOnMissingSubKey: false);
            found = true;
            path = path[..path.LastIndexOf('\\')];
        }

        return found;
    }

    /// <summary>Our own key, and what is below <c>…\Services</c> of any control set; everything else belongs to Windows. Pure.</summary>
    public static bool MayGo(string path)
    {
        const string Services = @"\Services\";
        return Names.Below(path, OurKey) || (Names.Starts(path, @"SYSTEM\") && path.IndexOf(Services, StringComparison.OrdinalIgnoreCase) is > 0 and var at && at + Services.Length < path.Length && path.LastIndexOf('\\', at - 1) == @"SYSTEM".Length);
    }

    private static bool IsEmpty(string path)
    {
        using var key = Registry.LocalMachine.OpenSubKey(path);
        return key is { SubKeyCount: 0, ValueCount: 0 };
    }
}
