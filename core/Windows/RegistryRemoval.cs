using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Deletes registry values below HKLM and the keys that get empty by it.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryRemoval
{
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

    private static bool DeleteEmptyKeys(string path)
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

    /// <summary><c>…\Services</c> and what is above it belong to Windows, and so does everything that is not below it. Pure.</summary>
    public static bool MayGo(string path) => path.StartsWith(ServiceList.Key + '\\', StringComparison.OrdinalIgnoreCase);

    private static bool IsEmpty(string path)
    {
        using var key = Registry.LocalMachine.OpenSubKey(path);
        return key is { SubKeyCount: 0, ValueCount: 0 };
    }
}
