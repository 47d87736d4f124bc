using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads this machine into a <see cref="Machine"/>. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class MachineScan
{
    /// <summary>What the checks want to know.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static Machine ForChecks(VendorTable vendors) => Read(null) with
    {
        Products = ProductMerge.Of([.. vendors.UpgradeCodes.Concat(Product.UpgradeCodes.Select(p => p.Code)).SelectMany(MsiProducts.Related)], [.. UninstallEntries.Read()]),
        SoftwareKeys = RegistryFacts.Existing(vendors.SoftwareKeys),
    };

    /// <summary>What a plan for this package depends on; no products.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static Machine ForPlan(DriverInf inf) => Read(inf);

    private static Machine Read(DriverInf? inf)
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
            RegistryValues = RegistryFacts.Values(ScanScope.RegistryKeys(services, inf)),
            DriverFiles = [.. ScanScope.Files(inf).Where(f => File.Exists(Environment.ExpandEnvironmentVariables(f)))],
            OurDrivers = RegistryFacts.OurDrivers(),
        };
    }
}
