using Microsoft.Win32;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Probe;

/// <summary>
/// What the drivers, and Windows after a start from a Xen disk, write into the registry (facts 4.8), and a copy of the control set as a restore point leaves one. Under Wine no driver runs: it is written
/// here, for the removal to find.
/// </summary>
internal static class UsedWindows
{
    private const string Current = "CurrentControlSet";
    private const string Copy = "ControlSet002";
    private static readonly string[] FilteredClasses = ["{4d36e97d-e325-11ce-bfc1-08002be10318}", "{4d36e96a-e325-11ce-bfc1-08002be10318}"];

    public static void Leave(IEnumerable<DriverPackage> packages)
    {
        Write(@"SYSTEM\Select", "Current", 1);
        foreach (var service in packages.SelectMany(package => package.Inf.Services))
        {
            Write($@"SYSTEM\{Copy}\Services\{service.Name}", "Start", (int)service.Start);
            Write($@"SYSTEM\{Copy}\Services\{service.Name}", "ImagePath", service.ImagePath);
        }

        foreach (var set in new[] { Current, Copy })
        {
            foreach (var deviceClass in FilteredClasses)
            {
                Write($@"SYSTEM\{set}\Control\Class\{deviceClass}", "UpperFilters", (string[])["XENFILT", "other"]);
            }

            Write($@"SYSTEM\{set}\Control\Class\{FilteredClasses[0]}", "UpperFilters", (string[])["XENFILT"]);
            Write($@"SYSTEM\{set}\Services\XEN\Unplug", "DISKS", 1);
            Write($@"SYSTEM\{set}\Services\XEN\Unplug", "NICS", 1);
            Write($@"SYSTEM\{set}\Services\XEN\ForceUnplug", "DISKS", 1);
            Write($@"SYSTEM\{set}\Services\storahci", "Start", 3);
            Write($@"SYSTEM\{set}\Services\storahci\StartOverride", "0", 3);
        }
    }

    private static void Write(string path, string name, object value)
    {
        using var key = Registry.LocalMachine.CreateSubKey(path);
        key.SetValue(name, value);
    }
}
