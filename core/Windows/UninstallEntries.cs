using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads the entries of "Apps and features" that all users have, in both registry views.</summary>
[SupportedOSPlatform("windows")]
internal static class UninstallEntries
{
    public static IEnumerable<InstalledProduct> Read() =>
        Read(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall").Concat(Read(@"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall"));

    private static IEnumerable<InstalledProduct> Read(string path)
    {
        using var entries = Registry.LocalMachine.OpenSubKey(path);
        foreach (var name in entries?.GetSubKeyNames() ?? [])
        {
            using var key = entries!.TryOpen(name);
            if (key?.GetValue("DisplayName") is string display)
            {
                var isMsi = key.GetValue("WindowsInstaller") is 1;
                yield return new(
                    display,
                    key.GetValue("Publisher") as string,
                    key.GetValue("DisplayVersion") as string,
                    isMsi && Guid.TryParse(name, out var code) ? code : null,
                    BundleUpgradeCode(key),
                    name);
            }
        }
    }

    /// <summary>Burn writes the upgrade codes of a bundle into its entry.</summary>
    private static Guid? BundleUpgradeCode(RegistryKey key) =>
        key.GetValue("BundleUpgradeCode") is string[] and [var text, ..] && Guid.TryParse(text, out var code) ? code : null;
}
