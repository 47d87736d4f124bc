using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// What of a machine belongs to one driver package. All vendors of Xen drivers use the same names of services, files and catalogs (facts 4.4, 4.5), so a name proves nothing: a stored package is this
/// one by catalog and provider, a device by the package that is bound to it, and the services belong to the package that devices are bound to.
/// </summary>
internal sealed class PackageOnMachine
{
    private readonly Machine machine;
    private readonly DriverInf inf;

    public PackageOnMachine(Machine machine, DriverInf inf)
    {
        this.machine = machine;
        this.inf = inf;
        Stored = [.. machine.StoredDrivers.Where(IsThis)];
        Devices = [.. machine.Devices.Where(IsBound)];
        var shared = machine.Devices.Any(IsBoundElsewhere);
        var claimed = shared || machine.StoredDrivers.Any(stored => Names.Same(stored.CatalogFile, inf.CatalogFile) && !IsThis(stored));
        IsHere = Stored.Length > 0 || Devices.Length > 0;
        MayBeLeft = IsHere || !claimed;
        OwnsServices = MayBeLeft && !shared;
    }

    /// <summary>Every version of this package in the driver store.</summary>
    public ImmutableArray<StoredDriver> Stored { get; }

    /// <summary>The devices, present and phantom, that this package is bound to.</summary>
    public ImmutableArray<Device> Devices { get; }

    public bool IsHere { get; }

    /// <summary>False when the package is not here and another vendor's with the same catalog name is: then what is left is the other's.</summary>
    public bool MayBeLeft { get; }

    /// <summary>False when another vendor's package runs a device with a service of the same name.</summary>
    public bool OwnsServices { get; }

    /// <summary>Null when none is stored.</summary>
    public StoredDriver? Newest
    {
        get
        {
            StoredDriver? newest = null;
            foreach (var stored in Stored)
            {
                newest = newest is null || VersionOf(stored) > VersionOf(newest) ? stored : newest;
            }

            return newest;
        }
    }

    public static Version VersionOf(StoredDriver stored) => Names.Full(stored.Version ?? new Version(0, 0));

    /// <summary>A service of the INF by name and image, which may be that of another version in the store: any other image is another vendor's.</summary>
    public bool Owns(Service service)
    {
        foreach (var own in inf.Services)
        {
            if (Names.Same(own.Name, service.Name))
            {
                return OwnsServices && (ImagePath.Fits(service.ImagePath, own.ImagePath) || IsOfStored(service.ImagePath));
            }
        }

        return false;
    }

    /// <summary>Does a version of the package copy the file: this one, or one in the store? Windows leaves behind what only an older one has, such as a program with the version in its name.</summary>
    public bool Copies(string file) => Names.Among(ScanScope.Files(inf).AsSpan(), file) || IsOfStored(file);

    public StoredDriver? StoredAs(string? publishedName)
    {
        foreach (var stored in machine.StoredDrivers)
        {
            if (Names.Same(stored.PublishedName, publishedName))
            {
                return stored;
            }
        }

        return null;
    }

    public bool HasService(string? name)
    {
        foreach (var service in inf.Services)
        {
            if (Names.Same(service.Name, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first of the device's hardware IDs that the INF names. Where only a compatible ID matches, the device's first hardware ID: the driver calls find devices by these alone.</summary>
    public static string? MatchingId(DriverInf inf, Device device)
    {
        foreach (var id in device.HardwareIds)
        {
            if (Names.Among(inf.HardwareIds.AsSpan(), id))
            {
                return id;
            }
        }

        foreach (var id in device.CompatibleIds)
        {
            if (Names.Among(inf.HardwareIds.AsSpan(), id))
            {
                return device.HardwareIds.Length > 0 ? device.HardwareIds[0] : id;
            }
        }

        return null;
    }

    /// <summary>Is it a device without a driver that the driver of this package makes: xenbus below <c>XENBUS\</c>, xenvif below <c>XENVIF\</c> (facts 4.2)?</summary>
    public bool Makes(Device device)
    {
        if (device.Inf is null && OwnsServices)
        {
            foreach (var own in inf.Services)
            {
                if (own.IsFunctionDriver && Names.Starts(device.InstanceId, own.Name + '\\'))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsOfStored(string? image)
    {
        foreach (var stored in Stored)
        {
            foreach (var file in stored.Files)
            {
                if (ImagePath.Fits(image, file))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsThis(StoredDriver stored) => Names.Same(stored.Provider, inf.Provider) && Names.Same(stored.CatalogFile, inf.CatalogFile);

    /// <summary>
    /// A binding whose package has left the store is judged by provider, service and hardware ID. A stored package must have the device's service or ID too: Windows gives the name of a removed INF
    /// (<c>oem1.inf</c>) to the next package, and the device keeps it.
    /// </summary>
    private bool IsBound(Device device) => device.Inf is not null && (StoredAs(device.Inf) is { } stored
        ? IsThis(stored) && (HasService(device.Service) || MatchingId(inf, device) is not null)
        : HasService(device.Service) && MatchingId(inf, device) is not null && (device.Provider is null || Names.Same(device.Provider, inf.Provider)));

    private bool IsBoundElsewhere(Device device) =>
        device.Inf is not null && HasService(device.Service) && !IsBound(device) && (device.Present || StoredAs(device.Inf) is not null);
}
