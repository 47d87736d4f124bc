namespace XenGuestTools.Core;

/// <summary>XGT1001, XGT1004, XGT1007 and XGT1008: the devices of the VM.</summary>
internal static class DeviceChecks
{
    public static IEnumerable<Finding> VendorDevice(Machine machine, CheckOptions options)
    {
        var found = Evidence(machine.Devices.Where(device => device.Present && XenDevices.IsVendorDevice(device)));
        if (found.Length > 0)
        {
            yield return options.AllowVendorDevice
                ? new Finding(
                    "XGT1001",
                    Severity.Note,
                    "\"Windows Update tools\" is on for this VM, and ALLOWVENDORDEVICE=1 says to install all the same.",
                    found,
                    "Nothing now. Windows Update can replace the drivers with XenServer's at any time, as long as the setting is on.")
                : new Finding(
                    "XGT1001",
                    Severity.Error,
                    "\"Windows Update tools\" is on for this VM: Windows Update brings XenServer's drivers, and two sets of Xen drivers can leave the VM without its boot disk.",
                    found,
                    "Shut the VM down, because the setting can be changed only then. In Xen Orchestra, turn off \"Manage Citrix PV drivers via Windows Update\" (\"Windows Update tools\") in the VM's Advanced tab,"
                    + " or on the host run: xe vm-param-set uuid=<UUID of the VM> has-vendor-device=false. Then start the VM and run this installer again.");
        }
    }

    public static IEnumerable<Finding> NotXen(Machine machine, CheckOptions options)
    {
        if (!machine.Devices.Any(device => device.Present && XenDevices.IsXen(device)))
        {
            const string Missing = "no present PCI device 5853:0001, 5853:0002 or 5853:C0xx";
            yield return options.AllowAnyMachine
                ? new Finding("XGT1004", Severity.Note, "This is not a Xen VM, and ALLOWANYMACHINE=1 says to install all the same.", Missing, "Nothing. The drivers start when the image runs on Xen.")
                : new Finding(
                    "XGT1004",
                    Severity.Error,
                    "This is not a Xen VM, so the drivers would have nothing to drive.",
                    Missing,
                    "Install the tools inside a VM on XCP-ng, XenServer or Xen. To prepare an image elsewhere, add ALLOWANYMACHINE=1 to the command line.");
        }
    }

    /// <summary>win-pv-drivers issue 21: a VM with a passed-through NVMe disk lost its boot disk. Silent installations need this more than the wizard.</summary>
    public static IEnumerable<Finding> ForeignStorage(Machine machine, VendorTable vendors)
    {
        var found = Evidence(machine.Devices.Where(device => IsForeignStorage(device, machine, vendors)));
        if (found.Length > 0)
        {
            yield return new Finding(
                "XGT1007",
                Severity.Warning,
                "A storage controller runs on another vendor's driver: if Windows boots from it, check that it still does after the restart.",
                found,
                "Take a snapshot first. If Windows does not boot afterwards (INACCESSIBLE_BOOT_DEVICE), go back to it, give the controller Windows' own driver, and install the tools again.");
        }
    }

    public static IEnumerable<Finding> PhantomVendorDevice(Machine machine)
    {
        var found = Evidence(machine.Devices.Where(device => !device.Present && XenDevices.IsVendorDevice(device)));
        if (found.Length > 0)
        {
            yield return new Finding(
                "XGT1008",
                Severity.Note,
                "\"Windows Update tools\" was on for this VM once and is off now: Windows remembers the device, which is not there.",
                found,
                "Nothing. The tools can be installed.");
        }
    }

    /// <summary>Windows publishes only the INFs of others as oem*.inf. A driver that does not start at boot can't be the boot disk's.</summary>
    private static bool IsForeignStorage(Device device, Machine machine, VendorTable vendors) =>
        device.Present
        && UnplugValues.IsStorage(device)
        && Names.Starts(device.InstanceId, @"PCI\")
        && device.Inf is { } inf && Names.Starts(inf, "oem")
        && !XenDevices.IsXen(device)
        && !vendors.Vendors.Any(vendor => vendor.IsNamedIn(device.Provider))
        && !machine.OurDrivers.Any(our => our.Provider is not null && Names.Same(our.Provider, device.Provider))
        && !machine.Services.Any(service => Names.Same(service.Name, device.Service) && service.Start != ServiceStart.Boot);

    private static string Evidence(IEnumerable<Device> devices) => string.Join("; ", devices.Select(Describe));

    private static string Describe(Device device)
    {
        var text = device.Description is null ? device.InstanceId : $"{device.Description}, {device.InstanceId}";
        return device.Inf is null ? text : $"{text}, driver {device.Inf}{(device.Provider is null ? "" : $" of {device.Provider}")}";
    }
}
