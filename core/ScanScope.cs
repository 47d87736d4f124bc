using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What <c>core/Windows/MachineScan</c> has to look at so that the checks can judge or a plan can be made. Keeps the knowledge of names out of the scan.</summary>
public static class ScanScope
{
    /// <summary>Enumerators whose devices <see cref="Checks"/> looks at: the bus of what the host gives, and the buses of all vendors' Xen drivers (facts 4.2).</summary>
    public static ImmutableArray<string> CheckedEnumerators => ["PCI", "XENBUS", "XENVIF", "XENVKBD"];

    /// <summary>Does <see cref="Checks"/> look at the service: one whose name a vendor uses, or a device's?</summary>
    public static bool IsCheckedService(string service, VendorTable vendors, ImmutableArray<Device> devices) =>
        Names.Among(vendors.DriverServices.AsSpan(), service)
        || vendors.Vendors.Any(vendor => Names.Among(vendor.Services.AsSpan(), service))
        || devices.Any(device => Names.Same(device.Service, service));

    /// <summary>Keys whose values <see cref="Machine.RegistryValues"/> lists, all values of the key itself, no sub-keys. HKLM-relative.</summary>
    public static ImmutableArray<string> RegistryKeys(ImmutableArray<Service> services, DriverInf inf)
    {
        var keys = ImmutableArray.CreateBuilder<string>();
        keys.AddRange(UnplugValues.Keys);
        if (UnplugValues.Disks(inf))
        {
            AddStartOverrides(keys, services);
        }

        foreach (var value in inf.Registry)
        {
            if ((IsOurs(value.Key, inf) || IsOfWholeMachine(value, inf)) && !Names.Among(keys.ToArray(), value.Key))
            {
                keys.Add(value.Key);
            }
        }

        return keys.ToImmutable();
    }

    /// <summary>Of services of any start type: Windows leaves Start at Boot and writes StartOverride beside it, but some clean-up scripts change Start as well.</summary>
    internal static void AddStartOverrides(ImmutableArray<string>.Builder keys, ImmutableArray<Service> services)
    {
        foreach (var service in services)
        {
            keys.Add($@"{Names.Services}\{service.Name}{UnplugValues.StartOverride}");
        }
    }

    /// <summary>Paths that <see cref="Machine.DriverFiles"/> lists where they exist: those of the package in all its versions, and of others with its catalog name.</summary>
    public static ImmutableArray<string> Files(DriverInf? inf, ImmutableArray<StoredDriver> storedDrivers)
    {
        var files = Files(inf);
        foreach (var stored in storedDrivers)
        {
            foreach (var file in stored.Files)
            {
                if (!Names.Among(files.AsSpan(), file))
                {
                    files = files.Add(file);
                }
            }
        }

        return files;
    }

    /// <summary>What the package copies out of the driver store.</summary>
    public static ImmutableArray<string> Files(DriverInf? inf)
    {
        var files = ImmutableArray.CreateBuilder<string>();
        foreach (var file in inf?.Files ?? [])
        {
            if (!Names.Starts(file.TargetPath, InfValue.PackageFolder))
            {
                files.Add(file.TargetPath);
            }
        }

        return files.ToImmutable();
    }

    /// <summary>Numbers that the INF writes into keys that are not its own, such as Control\Pnp, PartMgr and the time limit of disks (xenvbd.inf): an installation records what they were, the removal puts them back.</summary>
    internal static bool IsOfWholeMachine(InfRegistryValue value, DriverInf inf) =>
        value.Number is not null && !IsOurs(value.Key, inf) && !inf.Services.Any(own => Names.Below(value.Key, $@"{Names.Services}\{own.Name}"));

    /// <summary>Keys outside the package's services that it alone uses: below XEN and the event sources of its services.</summary>
    internal static bool IsOurs(string key, DriverInf inf)
    {
        if (Names.Below(key, UnplugValues.XenKey))
        {
            return true;
        }

        foreach (var service in inf.Services)
        {
            if (Names.Starts(key, Names.Services + @"\EventLog\") && key.EndsWith('\\' + service.Name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
