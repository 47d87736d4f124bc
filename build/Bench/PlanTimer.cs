using System.Diagnostics;
using System.Globalization;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core;

namespace XenGuestTools.Build.Bench;

/// <summary>What planning costs on a machine that has seen many devices: the installation and the removal of each driver package of this build.</summary>
internal sealed class PlanTimer(string folder, DriverList list)
{
    private const int WarmUp = 30;
    private const int Runs = 15;
    private const int Devices = 2000;
    private static readonly int[] Counts = [500, 1000, 2000, 4000];

    private readonly DriverInf[] packages = [.. list.Packages.Select(package => DriverPackage.Read(package.Name, DriverPackage.FolderOf(folder, package.Name)).Inf)];

    public IEnumerable<Figure> Measure()
    {
        yield return new("planning for a machine with 2,000 devices, slowest package", packages.Max(package => Milliseconds(Machine(Devices, package), package)), "ms", 50);
        var slowest = packages[0];
        (double Count, double Value)[] times = [.. Counts.Select(count => ((double)count, Milliseconds(Machine(count, slowest), slowest)))];
        yield return new("time of planning over its linear fit, 500 to 4,000 devices", Figure.OverLinearFit(times), "ratio", 2);
    }

    /// <summary>Of a plan to install and one to remove: the shortest of several, after the compiler has done its best. What else the machine does only adds to it.</summary>
    private static double Milliseconds(Machine machine, DriverInf package)
    {
        for (var run = 0; run < WarmUp; run++)
        {
            Plan(machine, package);
        }

        return Enumerable.Range(0, Runs).Select(_ =>
        {
            var start = Stopwatch.GetTimestamp();
            Plan(machine, package);
            return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }).Min();
    }

    private static void Plan(Machine machine, DriverInf package)
    {
        _ = InstallPlan.For(machine, package, @"C:\package.inf");
        _ = RemovePlan.For(machine, package);
    }

    /// <summary>A machine with this package, the devices of which it has found again and again in another slot, 200 other packages and 700 services.</summary>
    private static Machine Machine(int devices, DriverInf package)
    {
        string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
        Device Other(int number) => new($@"PCI\VEN_8086&DEV_{Number(number)}\3", number % 2 == 0, [$@"PCI\VEN_8086&DEV_{Number(number)}&REV_01", $@"PCI\VEN_8086&DEV_{Number(number)}"], [@"PCI\VEN_8086"], package.Class, "other" + Number(number % 300), "oem7.inf", null, "Other");
        Device Own(int number) => new($@"XENBUS\{Number(number)}", number % 2 == 0, [package.HardwareIds[0]], [], package.Class, package.Services[0].Name, "oem0.inf", null, package.Provider);
        return new()
        {
            Windows = new WindowsVersion(19045, true, false, "Windows 10 Pro"),
            Devices = [.. Enumerable.Range(0, devices).Select(number => number % 100 == 0 ? Own(number) : Other(number))],
            StoredDrivers = [new("oem0.inf", "oem0.inf", package.Provider, package.CatalogFile, new Version(1, 0)), .. Enumerable.Range(1, 200).Select(number => new StoredDriver($"oem{Number(number)}.inf", "", "Other", "other.cat", new Version(1, 0)))],
            Services = [.. package.Services.Select(own => new Service(own.Name, own.Start, own.ImagePath, null)), .. Enumerable.Range(0, 700).Select(number => new Service("other" + Number(number), ServiceStart.Demand, null, null))],
            RegistryValues = [],
            DriverFiles = ScanScope.Files(package),
            OurDrivers = [],
        };
    }
}
