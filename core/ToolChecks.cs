using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// XGT1002 and XGT1003: tools of other installers. One finding per vendor with all of its traces.
/// <para>
/// Our packages may hold drivers that a vendor of the table has signed, with its prefix and its names. Products are told apart by our UpgradeCodes. A driver or driver service is ours if a
/// package of ours with this name is registered (<see cref="Machine.OurDrivers"/>) and was made from an INF of the same provider.
/// </para>
/// </summary>
internal static class ToolChecks
{
    public static void Run(Machine machine, VendorTable vendors, CheckOptions options, List<Finding> findings)
    {
        var first = findings.Count;
        foreach (var vendor in vendors.Vendors)
        {
            ImmutableArray<InstalledProduct> products = [.. machine.Products.Where(product => IsOf(vendor, product, vendors, options))];
            List<string> parts = [];
            AddServices(parts, machine, vendor, vendors);
            AddDrivers(parts, machine, vendor, vendors);
            ImmutableArray<string> keys = [.. vendor.SoftwareKeys.Where(key => Names.Among(machine.SoftwareKeys.AsSpan(), key))];
            if (products.Length + parts.Count + keys.Length > 0)
            {
                // In order of the codes: a sort would be 10 KB of the custom action DLL.
                var place = first;
                while (place < findings.Count && string.CompareOrdinal(findings[place].Code, vendor.Code) < 0)
                {
                    place++;
                }

                findings.Insert(place, Found(vendor, products, parts, keys));
            }
        }
    }

    private static Finding Found(Vendor vendor, ImmutableArray<InstalledProduct> products, List<string> parts, ImmutableArray<string> keys)
    {
        ImmutableArray<string> names = [.. products.Select(Titled).Distinct(StringComparer.OrdinalIgnoreCase)];
        var tools = names.Length > 0 ? names[0] : vendor.Name;
        var message = names.Length > 0 || parts.Count > 0
            ? $"{tools} is installed: two sets of Xen drivers on one VM can leave it without its boot disk."
            : $"Settings of {vendor.Name} are left on this VM, so its drivers may be too.";
        string[] evidence = [.. products.Select(Described).Distinct(StringComparer.OrdinalIgnoreCase), .. parts, .. keys.Select(key => @"registry key HKLM\" + key)];
        return new Finding(vendor.Code, Severity.Error, message, string.Join("; ", evidence), Remedy(vendor, products, names, parts, keys));
    }

    private static string Remedy(Vendor vendor, ImmutableArray<InstalledProduct> products, ImmutableArray<string> names, List<string> parts, ImmutableArray<string> keys)
    {
        const string Again = " Then run this installer again.";
        const string Clean = " Or have it removed: with REMOVEOLDTOOLS=1 by the setup program, or by 'guesttools clean'.";
        if (names.Length > 0)
        {
            var commands = string.Join(", ", products.Where(product => product.ProductCode is not null).Select(product => $"msiexec /x {product.ProductCode:B}").Distinct());
            return $"Uninstall {string.Join(", then ", names)} in \"Apps and features\"{(commands.Length > 0 ? $" (or by {commands})" : "")}, and restart the VM.{Again}{Clean}";
        }

        var commandsForKeys = string.Join(", ", keys.Select(key => $"reg delete \"HKLM\\{key}\" /f"));
        return parts.Count > 0
            ? $"\"Apps and features\" has no entry for it any more. If it was uninstalled just now, restart the VM first. {vendor.Leftovers}{Again}"
            : $"If \"Apps and features\" has no entry for it, delete the settings by {commandsForKeys}.{Again}";
    }

    private static string Titled(InstalledProduct product) =>
        product.Version is { Length: > 0 } version && !Names.Has(product.Name, version) ? $"{product.Name} {version}" : product.Name;

    private static string Described(InstalledProduct product) => product.Publisher is { Length: > 0 } publisher ? $"{Titled(product)} ({publisher})" : Titled(product);

    /// <summary>An UpgradeCode that two vendors share counts for the first whose brand the product has; without any brand, for the last of them, who had it first.</summary>
    internal static bool IsOf(Vendor vendor, InstalledProduct product, VendorTable vendors, CheckOptions options)
    {
        if (product.UpgradeCode is { } code)
        {
            if (options.OurUpgradeCodes.Contains(code))
            {
                return false;
            }

            ImmutableArray<Vendor> owners = [.. vendors.Vendors.Where(owner => owner.UpgradeCodes.Contains(code))];
            if (owners.Length > 0)
            {
                return vendor == (owners.FirstOrDefault(owner => owner.IsNamedIn(product.Name, product.Publisher)) ?? owners[^1]);
            }
        }

        return vendor.ProductNames.Any(pattern => Names.Like(product.Name, pattern)) || Names.Among(vendor.UninstallKeys.AsSpan(), product.UninstallKey);
    }

    private static void AddServices(List<string> parts, Machine machine, Vendor vendor, VendorTable vendors)
    {
        foreach (var service in machine.Services)
        {
            if (IsOf(vendor, service, machine, vendors))
            {
                parts.Add($"service {service.Name}{(service.DisplayName is { Length: > 0 } name ? $" ({name})" : "")}");
            }
        }
    }

    internal static bool IsOf(Vendor vendor, Service service, Machine machine, VendorTable vendors) => Names.Among(vendor.Services.AsSpan(), service.Name)
        ? First(vendors, other => Names.Among(other.Services.AsSpan(), service.Name), service.DisplayName, service.ImagePath) == vendor
        : Names.Among(vendors.DriverServices.AsSpan(), service.Name) && vendor.IsNamedIn(service.DisplayName) && !machine.OurDrivers.Any(our => IsFrom(our, vendor));

    /// <summary>The owner of a service name; of several owners the first whose brand is in a text, or none.</summary>
    private static Vendor? First(VendorTable vendors, Func<Vendor, bool> owns, params ReadOnlySpan<string?> texts)
    {
        Vendor? only = null;
        var owners = 0;
        foreach (var vendor in vendors.Vendors)
        {
            if (owns(vendor))
            {
                owners++;
                only = vendor;
                if (vendor.IsNamedIn(texts))
                {
                    return vendor;
                }
            }
        }

        return owners == 1 ? only : null;
    }

    private static void AddDrivers(List<string> parts, Machine machine, Vendor vendor, VendorTable vendors)
    {
        foreach (var device in machine.Devices)
        {
            if (device.Present && IsOf(vendor, device, machine))
            {
                parts.Add($"driver {device.Inf}{(device.Provider is null ? "" : $" of {device.Provider}")} on {device.InstanceId}");
            }
        }

        foreach (var stored in machine.StoredDrivers)
        {
            if (IsOf(vendor, stored, machine, vendors))
            {
                parts.Add($"driver package {stored.PublishedName} ({Path.GetFileNameWithoutExtension(stored.CatalogFile)} of {stored.Provider}, {stored.Version?.ToString() ?? "no version"})");
            }
        }
    }

    internal static bool IsOf(Vendor vendor, StoredDriver stored, Machine machine, VendorTable vendors) =>
        Path.GetFileNameWithoutExtension(stored.CatalogFile) is var name && Names.Among(vendors.Drivers.AsSpan(), name) && vendor.IsNamedIn(stored.Provider) && !IsOurs(machine, name, stored.Provider);

    internal static bool IsOf(Vendor vendor, Device device, Machine machine) => device.Inf is not null && IsDrivenBy(vendor, device) && !IsOurs(machine, device.Service, device.Provider);

    /// <summary>Children have the prefix of the bus driver that made them (hardware or compatible IDs: instance IDs changed between versions, facts 4.2); the bus itself has its provider.</summary>
    private static bool IsDrivenBy(Vendor vendor, Device device)
    {
        foreach (var id in (string[])[.. device.HardwareIds, .. device.CompatibleIds])
        {
            if (Names.Starts(id, $@"XENBUS\VEN_{vendor.Prefix}") || Names.Starts(id, $@"XENVIF\VEN_{vendor.Prefix}") || Names.Starts(id, $@"XENVKBD\VEN_{vendor.Prefix}"))
            {
                return true;
            }
        }

        return XenDevices.IsXen(device) && vendor.IsNamedIn(device.Provider);
    }

    internal static bool IsOurs(Machine machine, string? driver, string? provider) =>
        machine.OurDrivers.Any(our => Names.Same(our.Name, driver) && (our.Provider is null || Names.Same(our.Provider, provider)));

    private static bool IsFrom(OurDriver our, Vendor vendor) => our.Provider is null || vendor.IsNamedIn(our.Provider);
}
