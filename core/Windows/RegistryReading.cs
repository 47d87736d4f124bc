using System.Runtime.Versioning;
using System.Security;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reading of keys that this user may not be allowed to read.</summary>
[SupportedOSPlatform("windows")]
internal static class RegistryReading
{
    /// <summary>Null as well for a key that is closed to this user: security products close theirs, and an immediate custom action has the rights of the person who installs.</summary>
    public static RegistryKey? TryOpen(this RegistryKey parent, string name)
    {
        try
        {
            return parent.OpenSubKey(name);
        }
        catch (SecurityException)
        {
            return null;
        }
    }
}
