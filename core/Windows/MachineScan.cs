using System.Collections.Immutable;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Reads this machine into a <see cref="Machine"/>. Changes nothing.</summary>
[SupportedOSPlatform("windows")]
public static class MachineScan
{
    /// <summary>What the checks want to know: they look at few devices and services, and each costs many calls. No class filters.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static Machine ForChecks(VendorTable vendors)
    {
        var machine = Read([.. ScanScope.CheckedEnumerators.SelectMany(e => DeviceList.Of(e))], null);
        return machine with
        {
            Services = ServiceList.Read(name => ScanScope.IsCheckedService(name, vendors, machine.Devices)),
            Products = ProductMerge.Of([.. vendors.UpgradeCodes.Concat(Product.UpgradeCodes.Select(p => p.Code)).SelectMany(MsiProducts.Related)], [.. UninstallEntries.Read()]),
            SoftwareKeys = RegistryFacts.Existing(vendors.SoftwareKeys),
            RestartWaiters = RestartState.Read(),
        };
    }

    /// <summary>What a plan for this package depends on; no products.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">Windows does not list its devices.</exception>
    public static Machine ForPlan(DriverInf inf)
    {
        var services = ServiceList.Read(_ => true);
        var keys = ScanScope.RegistryKeys(services, inf);
        return Read(DeviceList.Read(), inf) with
        {
            Services = services,
            ClassFilters = ClassFilterList.Read(ControlSetList.Key(null)),
            RegistryValues = RegistryFacts.Values(keys),
            OtherControlSets = ControlSetList.ReadOthers(keys),
            Records = RegistryRecords.Read(inf.Name),
        };
    }

    private static Machine Read(ImmutableArray<Device> devices, DriverInf? inf)
    {
        var stored = StoredDrivers.Read(inf?.CatalogFile);
        return new()
        {
            Windows = WindowsInfo.Read(),
            Devices = DeviceMerge.FillProviders(devices, stored),
            StoredDrivers = stored,
            RegistryValues = [],
            DriverFiles = [.. ScanScope.Files(inf, stored).Where(f => File.Exists(Environment.ExpandEnvironmentVariables(f)))],
            OurDrivers = RegistryFacts.OurDrivers(),
        };
    }
}
