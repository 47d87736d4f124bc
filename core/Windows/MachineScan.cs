using System.Collections.Immutable;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads this machine into a <see cref="Machine"/>. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class MachineScan
{
    /// <param name="inf">The package that a plan is to be made for; null for checks alone.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static Machine Read(VendorTable vendors, DriverInf? inf = null)
    {
        var services = ServiceList.Read();
        var stored = StoredDrivers.Read();
        return new()
        {
            Windows = WindowsInfo.Read(),
            Devices = DeviceMerge.FillProviders(DeviceList.Read(), stored),
            StoredDrivers = stored,
            Services = services,
            ClassFilters = ClassFilterList.Read(),
            Products = Products(vendors),
            SoftwareKeys = RegistryFacts.Existing(vendors.SoftwareKeys),
            RegistryValues = RegistryFacts.Values(ScanScope.RegistryKeys(services, inf)),
            DriverFiles = [.. ScanScope.Files(inf).Where(f => File.Exists(Environment.ExpandEnvironmentVariables(f)))],
            OurDrivers = RegistryFacts.OurDrivers(),
        };
    }

    private static ImmutableArray<InstalledProduct> Products(VendorTable vendors) =>
        ProductMerge.Of([.. vendors.UpgradeCodes.Concat(Product.UpgradeCodes.Select(p => p.Code)).Distinct().SelectMany(MsiProducts.Related)], [.. UninstallEntries.Read()]);
}
