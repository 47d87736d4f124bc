using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>The scan leaves out devices and services that no check looks at: that must not change a finding.</summary>
public sealed class The_scan_for_the_checks
{
    [Fact]
    public void Leaves_nothing_out_that_a_finding_depends_on() => Any.Sample(machine =>
        Assert.Equal(Checks.Run(machine, Vendors, Options), Checks.Run(Scanned(machine), Vendors, Options)));

    [Fact]
    public void Leaves_out_the_devices_and_services_of_Windows()
    {
        var machine = XenVm with { Devices = [Platform(), Foreign("ROOT")], Services = [new("Dnscache", ServiceStart.Auto, null, null), new("xenbus", ServiceStart.Boot, null, null)] };

        var scanned = Scanned(machine);

        Assert.Equal([Platform().InstanceId], scanned.Devices.Select(d => d.InstanceId));
        Assert.Equal(["xenbus"], scanned.Services.Select(s => s.Name));
    }

    private static readonly Gen<Machine> Any =
        from devices in Gen.OneOf(
            Platform("oem1.inf", "Citrix Systems, Inc."),
            VendorDevice(),
            VendorDevice(present: false),
            Child("XENBUS", "XS0001", "VIF", "08000009", "xenvif", "oem2.inf", "XenServer"),
            Child("XENVIF", "XCP0001", "NET", "08000009", "xennet", "oem3.inf", "XCP-ng"),
            Foreign("PCI"),
            Foreign("ROOT")).Array[0, 5]
        from services in Gen.OneOf(
            new Service("xenagent", ServiceStart.Auto, @"C:\Program Files\Citrix\XenTools\XenAgent.exe", "Citrix Xen Guest Agent"),
            new Service("xenbus", ServiceStart.Boot, @"System32\drivers\xenbus.sys", "XenServer PV Bus"),
            new Service("nvme2", ServiceStart.Demand, null, null),
            new Service("Dnscache", ServiceStart.Auto, null, null)).Array[0, 4]
        select XenVm with { Devices = [.. devices.DistinctBy(d => d.InstanceId)], Services = [.. services.Distinct()] };

    private static Device Foreign(string enumerator) =>
        new($@"{enumerator}\VEN_1234&DEV_0001\1", true, [$@"{enumerator}\VEN_1234&DEV_0001"], [], ScsiAdapter, "nvme2", "oem9.inf", "NVMe", "Example");

    private static Machine Scanned(Machine machine)
    {
        ImmutableArray<Device> devices = [.. machine.Devices.Where(d => ScanScope.CheckedEnumerators.Any(e => d.InstanceId.StartsWith(e + '\\', StringComparison.Ordinal)))];
        return machine with { Devices = devices, Services = [.. machine.Services.Where(s => ScanScope.IsCheckedService(s.Name, Vendors, devices))] };
    }
}
