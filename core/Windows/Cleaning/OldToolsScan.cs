using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.Versioning;
using Microsoft.Win32;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Reads this machine as a clean-up looks at it. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class OldToolsScan
{
    private static readonly ImmutableArray<string> RunKeys = [@"SOFTWARE\Microsoft\Windows\CurrentVersion\Run", @"SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Run"];

    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };

    /// <param name="tried">The names of products whose uninstaller has run already.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static OldTools Read(VendorTable vendors, Belongings belongings, ImmutableArray<string> tried)
    {
        var packages = Packages(vendors);
        return new OldTools
        {
            Machine = Machine(vendors, belongings, packages),
            Packages = packages,
            Files = [.. belongings.SystemFiles.SelectMany(Find).Distinct(StringComparer.OrdinalIgnoreCase).Select(path => new FoundFile(path, Company(path)))],
            Folders = [.. belongings.Vendors.SelectMany(vendor => vendor.Folders).Distinct(StringComparer.OrdinalIgnoreCase).Where(Exists).Select(Folder)],
            Tasks = [.. belongings.Vendors.SelectMany(vendor => vendor.Tasks).Where(task => File.Exists(TaskFile(task)))],
            Values = RegistryFacts.Values(RunKeys),
            Tried = tried,
        };
    }

    /// <summary>Where Task Scheduler keeps a task: XML, as <c>schtasks /create /xml</c> takes it.</summary>
    internal static string TaskFile(string task) => Path.Combine(Environment.SystemDirectory, "Tasks", task);

    private static ImmutableArray<StoredPackage> Packages(VendorTable vendors)
    {
        var packages = ImmutableArray.CreateBuilder<StoredPackage>();
        foreach (var stored in StoredDrivers.Read().Where(stored => Names.Among(vendors.Drivers.AsSpan(), Path.GetFileNameWithoutExtension(stored.CatalogFile))))
        {
            try
            {
                packages.Add(new StoredPackage(stored, DriverInf.From(InfFile.Read(File.ReadAllBytes(stored.Path)))));
            }
            catch (Exception e) when (e is InfException or IOException or UnauthorizedAccessException)
            {
                continue; // no package for x64: no device of this machine can have it
            }
        }

        return packages.ToImmutable();
    }

    private static Machine Machine(VendorTable vendors, Belongings belongings, ImmutableArray<StoredPackage> packages)
    {
        var machine = MachineScan.ForChecks(vendors);
        var services = ServiceList.Read(_ => true);
        var keys = Keys(belongings, packages, services);
        return machine with
        {
            Devices = DeviceMerge.FillProviders(DeviceList.Read(), machine.StoredDrivers),
            Services = services,
            ClassFilters = ClassFilterList.Read(ControlSetList.Key(null)),
            RegistryValues = RegistryFacts.Values(keys),
            DriverFiles = [.. packages.SelectMany(package => ScanScope.Files(package.Inf)).Concat(belongings.SystemFiles.SelectMany(Find)).Distinct(StringComparer.OrdinalIgnoreCase).Where(f => File.Exists(Environment.ExpandEnvironmentVariables(f)))],
            OtherControlSets = ControlSetList.ReadOthers(keys),
            Records = [.. packages.Select(package => package.Inf.Name).Distinct(StringComparer.OrdinalIgnoreCase).SelectMany(name => RegistryRecords.Read(name))],
            SoftwareKeys = RegistryFacts.Existing(vendors.SoftwareKeys.Concat(belongings.Vendors.SelectMany(vendor => vendor.Keys)).Distinct(StringComparer.OrdinalIgnoreCase)),
        };
    }

    /// <summary>With those of the emulated disks also where no package of a disk driver is stored any more.</summary>
    private static ImmutableArray<string> Keys(Belongings belongings, ImmutableArray<StoredPackage> packages, ImmutableArray<Service> services)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        keys.AddRange(UnplugValues.Keys);
        keys.AddRange(packages.SelectMany(package => ScanScope.RegistryKeys(services, package.Inf)));
        keys.AddRange(belongings.Values.Select(value => value.Key));
        ScanScope.AddStartOverrides(keys, services);
        return [.. keys.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The paths that fit the pattern, in its spelling.</summary>
    private static IEnumerable<string> Find(string pattern)
    {
        var folder = pattern[..pattern.LastIndexOf('\\')];
        var real = Environment.ExpandEnvironmentVariables(folder);
        return Directory.Exists(real) ? Directory.EnumerateFiles(real, pattern[(folder.Length + 1)..]).Select(path => $@"{folder}\{Path.GetFileName(path)}") : [];
    }

    private static string? Company(string path)
    {
        try
        {
            var version = FileVersionInfo.GetVersionInfo(Environment.ExpandEnvironmentVariables(path));
            return version.CompanyName is { Length: > 0 } company ? company : version.ProductName is { Length: > 0 } product ? product : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static bool Exists(string folder) => Environment.ExpandEnvironmentVariables(folder) is var real && !real.Contains('%', StringComparison.Ordinal) && Directory.Exists(real);

    private static FoundFolder Folder(string folder)
    {
        var real = Environment.ExpandEnvironmentVariables(folder);
        return new FoundFolder(folder, [.. Directory.EnumerateFiles(real, "*", Everything).Select(path => Path.GetRelativePath(real, path))]);
    }
}
