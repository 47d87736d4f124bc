using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads version, processor and boot mode.</summary>
[SupportedOSPlatform("windows")]
internal static partial class WindowsInfo
{
    private const int SmCleanBoot = 67;

    /// <summary>The version comes from the registry: GetVersionEx lies to a program whose manifest does not name this Windows.</summary>
    public static WindowsVersion Read()
    {
        using var key = Registry.LocalMachine.OpenSubKey(@"SOFTWARE\Microsoft\Windows NT\CurrentVersion");
        return new(
            int.TryParse(key?.GetValue("CurrentBuildNumber") as string, NumberStyles.None, CultureInfo.InvariantCulture, out var build) ? build : 0,
            RuntimeInformation.OSArchitecture == Architecture.X64,
            GetSystemMetrics(SmCleanBoot) != 0,
            key?.GetValue("ProductName") as string ?? "Windows");
    }

    [LibraryImport("user32.dll")]
    private static partial int GetSystemMetrics(int index);
}
