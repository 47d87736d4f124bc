using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>
/// Drivers whose package is not in the driver store any more: an uninstaller or a person has removed it and left its services, filters and files. Each is described as the INF that it must have
/// had, out of what is on the machine, so that it leaves by the same proven plan as a package.
/// </summary>
internal static class OrphanedDrivers
{
    private const string System32 = "System32";

    /// <summary>For a step that no package has to do with.</summary>
    public static DriverInf None { get; } = new()
    {
        CatalogFile = "",
        Provider = "",
        ClassName = "",
        Class = Guid.Empty,
        Date = DateOnly.MinValue,
        Version = new Version(0, 0, 0, 0),
        HardwareIds = [],
        Services = [],
        Files = [],
        Registry = [],
    };

    /// <param name="vendor">Null: whatever is nobody's.</param>
    /// <returns>In the order in which they go.</returns>
    public static IEnumerable<DriverInf> Of(OldTools tools, Machine machine, Vendor? vendor, VendorTable vendors, Belongings belongings)
    {
        foreach (var services in belongings.Drivers)
        {
            var name = services[0];
            if (!machine.OurDrivers.Any(our => Names.Same(our.Name, name)))
            {
                yield return Describe(tools, machine, name, services, vendor, vendors);
            }
        }
    }

    private static DriverInf Describe(OldTools tools, Machine machine, string name, ImmutableArray<string> names, Vendor? vendor, VendorTable vendors)
    {
        ImmutableArray<Device> devices = [.. machine.Devices.Where(device => device.Inf is not null && Names.Among(names.AsSpan(), device.Service) && IsUnclaimed(machine, device) && IsNobodyElses(device.Provider, vendor, vendors))];
        ImmutableArray<InfService> services = [.. names.Select(own => Service(tools, machine, own, own == name, vendor, vendors)).OfType<InfService>()];
        return None with
        {
            CatalogFile = name + ".cat",
            Provider = devices.Select(device => device.Provider).FirstOrDefault(provider => provider is not null) ?? vendor?.Brands[0] ?? "",
            HardwareIds = [.. Ids(name), .. devices.SelectMany(device => device.HardwareIds)],
            Services = services,
            Files = [.. tools.Files.Where(file => IsFileOf(file, names) && IsNobodyElses(file.Company, vendor, vendors) && (file.Company is not null || services.Any(own => ImagePath.Fits(own.ImagePath, file.Path)))).Select(file => new InfCopiedFile(file.Path[(file.Path.LastIndexOf('\\') + 1)..], file.Path))],
            Registry = name == "xenbus" ? UnplugRegistry : [],
        };
    }

    /// <summary>The values of XEN, so that a plan for the bus takes them away.</summary>
    private static ImmutableArray<InfRegistryValue> UnplugRegistry =>
        [.. UnplugValues.Keys.SelectMany(key => (string[])["DISKS", "NICS"], (key, value) => new InfRegistryValue(key, value, 0x00010001, ["0"]))];

    /// <summary>What tells <see cref="UnplugValues"/> which unplugs the driver serves.</summary>
    private static ImmutableArray<string> Ids(string name) => name switch
    {
        "xenbus" => [@"PCI\VEN_5853&DEV_0001", @"PCI\VEN_5853&DEV_0002"],
        "xenvbd" => [@"XENBUS\DEV_VBD"],
        "xenvif" => [@"XENBUS\DEV_VIF"],
        "xennet" => [@"XENVIF\DEV_NET"],
        _ => [],
    };

    private static bool IsUnclaimed(Machine machine, Device device)
    {
        foreach (var stored in machine.StoredDrivers)
        {
            if (Names.Same(stored.PublishedName, device.Inf))
            {
                return false;
            }
        }

        return true;
    }

    private static InfService? Service(OldTools tools, Machine machine, string name, bool isFunctionDriver, Vendor? vendor, VendorTable vendors)
    {
        foreach (var service in AllServices(machine))
        {
            if (Names.Same(service.Name, name) && IsOf(tools, service, vendor, vendors))
            {
                return new InfService(service.Name, service.Start, 1, service.ImagePath ?? $@"%SystemRoot%\System32\drivers\{name}.sys", null, isFunctionDriver);
            }
        }

        // The service is gone and a filter may still name it.
        return AllServices(machine).Any(service => Names.Same(service.Name, name)) ? null : new InfService(name, ServiceStart.Demand, 1, $@"%SystemRoot%\System32\drivers\{name}.sys", null, isFunctionDriver);
    }

    private static IEnumerable<Service> AllServices(Machine machine) => machine.Services.Concat(machine.OtherControlSets.SelectMany(set => set.Services));

    /// <summary>The image lies where Windows puts a driver's files, and neither it nor the service names somebody else.</summary>
    private static bool IsOf(OldTools tools, Service service, Vendor? vendor, VendorTable vendors)
    {
        if (service.ImagePath is null || !Names.Has(service.ImagePath, System32))
        {
            return false;
        }

        foreach (var file in tools.Files)
        {
            if (ImagePath.Fits(service.ImagePath, file.Path) && !IsNobodyElses(file.Company, vendor, vendors))
            {
                return false;
            }
        }

        foreach (var other in vendors.Vendors)
        {
            if (vendor is not null && other != vendor && other.IsNamedIn(service.DisplayName) && !vendor.IsNamedIn(service.DisplayName))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>No name at all, or one of this vendor; for nobody's, one of any vendor of the table.</summary>
    private static bool IsNobodyElses(string? company, Vendor? vendor, VendorTable vendors) =>
        company is null || (vendor is not null ? vendor.IsNamedIn(company) : vendors.Vendors.Any(any => any.IsNamedIn(company)));

    /// <summary><c>xenbus.sys</c>, <c>xenbus_monitor_9_0_0_1.exe</c>, <c>xenbus_coinst_8_2_0_1.dll</c>.</summary>
    private static bool IsFileOf(FoundFile file, ImmutableArray<string> names)
    {
        var name = Path.GetFileNameWithoutExtension(file.Path[(file.Path.LastIndexOf('\\') + 1)..]);
        foreach (var own in names)
        {
            if (Names.Same(name, own) || Names.Starts(name, own + "_"))
            {
                return true;
            }
        }

        return false;
    }
}
