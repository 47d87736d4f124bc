namespace XenGuestTools.Core.Cleaning;

/// <summary>What of a machine is a vendor's: the same judgement as the checks of the installers.</summary>
internal static class VendorTraces
{
    public static bool IsOf(Vendor vendor, InstalledProduct product, CleanRequest request) =>
        ToolChecks.IsOf(vendor, product, request.Vendors, new CheckOptions(false, false, 0, "", request.OurUpgradeCodes));

    /// <summary>Is there anything of the vendor?</summary>
    public static bool Any(OldTools tools, Vendor vendor, CleanRequest request)
    {
        var machine = tools.Machine;
        return machine.Products.Any(product => IsOf(vendor, product, request))
            || machine.Services.Any(service => ToolChecks.IsOf(vendor, service, machine, request.Vendors))
            || machine.StoredDrivers.Any(stored => ToolChecks.IsOf(vendor, stored, machine, request.Vendors))
            || machine.Devices.Any(device => ToolChecks.IsOf(vendor, device, machine))
            || vendor.SoftwareKeys.Any(key => Names.Among(machine.SoftwareKeys.AsSpan(), key))
            || tools.Files.Any(file => vendor.IsNamedIn(file.Company))
            || HasAny(tools, request.Belongings.Of(vendor.Name));
    }

    private static bool HasAny(OldTools tools, VendorBelongings own) =>
        tools.Folders.Any(folder => Names.Among(own.Folders.AsSpan(), folder.Path))
        || tools.Tasks.Any(task => Names.Among(own.Tasks.AsSpan(), task))
        || tools.Values.Any(value => Names.Among(own.Run.AsSpan(), value.Name))
        || own.Keys.Any(key => Names.Among(tools.Machine.SoftwareKeys.AsSpan(), key));
}
