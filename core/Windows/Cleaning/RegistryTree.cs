using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Registry keys with everything in them.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryTree
{
    /// <param name="path">HKLM-relative, with at least two names: never a hive.</param>
    public static Outcome Delete(string path)
    {
        if (!path.Contains('\\', StringComparison.Ordinal) || path.EndsWith('\\'))
        {
            throw new ArgumentException($"The key {path} is not one of a product.", nameof(path));
        }

        using (var key = Registry.LocalMachine.TryOpen(path))
        {
            if (key is null)
            {
                return Outcome.NotThere;
            }
        }

        Registry.LocalMachine.DeleteSubKeyTree(path, throwOnMissingSubKey: false);
        return Outcome.Done;
    }
}
