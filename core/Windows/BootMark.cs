using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Tells one start of Windows from another: a random identifier in a registry key that is gone when Windows ends. A time would be wrong as soon as somebody sets the clock; a start from hibernation is none, and no driver changes in it.</summary>
[SupportedOSPlatform("windows")]
internal static class BootMark
{
    private const string Key = $@"SOFTWARE\{Product.Name} Network"; // not below the product's key, whose sub-keys are drivers

    public static string Read()
    {
        using var key = Registry.LocalMachine.CreateSubKey(Key, writable: true, RegistryOptions.Volatile);
        if (key.GetValue("Boot") is string { Length: > 0 } boot)
        {
            return boot;
        }

        var mark = Guid.NewGuid().ToString("N");
        key.SetValue("Boot", mark);
        return mark;
    }
}
