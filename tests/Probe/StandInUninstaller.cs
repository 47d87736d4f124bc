using System.Globalization;
using Microsoft.Win32;

namespace XenGuestTools.Tests.Probe;

/// <summary>Ends like the uninstaller of a setup program of Burn: the first time with the first code, the second time with the second. With a code that means success its entry in "Apps and features" is gone.</summary>
internal static class StandInUninstaller
{
    private const string Uninstall = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";

    /// <param name="key">The name of the entry.</param>
    /// <param name="codes">And whatever else a clean-up says to an uninstaller.</param>
    public static int Run(string key, string[] codes)
    {
        using var entries = Registry.LocalMachine.CreateSubKey(Uninstall);
        int code;
        using (var entry = entries.CreateSubKey(key))
        {
            var runs = entry.GetValue("Runs") as int? ?? 0;
            entry.SetValue("Runs", runs + 1);
            code = int.Parse(codes[runs], CultureInfo.InvariantCulture);
        }

        if (code is 0 or 3010 or 1641)
        {
            entries.DeleteSubKeyTree(key);
        }

        return code;
    }
}
