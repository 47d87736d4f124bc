using System.Runtime.Versioning;
using XenGuestTools.Core;

namespace XenGuestTools.Core.Windows.Report;

/// <summary>The machine as the checks see it, as JSON: devices of Xen, the third-party packages of the driver store, services and class filters of the Xen family. Programs of others are not in it.</summary>
[SupportedOSPlatform("windows")]
public static class Inventory
{
    public static string Read()
    {
        var vendors = VendorTable.Load();
        return Of(MachineScan.ForChecks(vendors) with { ClassFilters = ClassFilterList.Read(ControlSetList.Key(null)) });
    }

    /// <summary>Pure.</summary>
    public static string Of(Machine machine) => JsonText.Of(json =>
    {
        json.Add("windows", machine.Windows, (windows, item) =>
        {
            item.Add("name", windows.Name);
            item.Add("build", windows.Build);
            item.Add("safeMode", windows.SafeMode);
        });
        json.Add("devices", machine.Devices.Where(d => XenDevices.IsXen(d) || Names.Starts(d.InstanceId, "XEN")), (device, item) =>
        {
            item.Add("instanceId", device.InstanceId);
            item.Add("present", device.Present);
            item.Add("hardwareIds", device.HardwareIds);
            item.Add("service", device.Service);
            item.Add("inf", device.Inf);
            item.Add("provider", device.Provider);
        });
        json.Add("driverStore", machine.StoredDrivers, (stored, item) =>
        {
            item.Add("publishedName", stored.PublishedName);
            item.Add("provider", stored.Provider);
            item.Add("catalogFile", stored.CatalogFile);
            item.Add("version", stored.Version?.ToString());
        });
        json.Add("services", machine.Services, (service, item) =>
        {
            item.Add("name", service.Name);
            item.Add("start", service.Start.ToString());
            item.Add("imagePath", service.ImagePath);
        });
        json.Add("classFilters", machine.ClassFilters, (filter, item) =>
        {
            item.Add("class", filter.Class.ToString());
            item.Add("upper", filter.Upper);
            item.Add("services", filter.Services);
        });
        json.Add("ourDrivers", machine.OurDrivers, (driver, item) =>
        {
            item.Add("name", driver.Name);
            item.Add("provider", driver.Provider);
        });
        json.Add("otherToolsKeys", machine.SoftwareKeys);
    });
}
