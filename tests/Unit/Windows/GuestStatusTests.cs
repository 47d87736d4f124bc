using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Windows;

public sealed class The_status_of_a_machine_with_xenbus_installed
{
    private static readonly Machine Installed = Machines.XenVm with
    {
        Devices = [Machines.Platform("oem7.inf", "Xen Project")],
        StoredDrivers = [Machines.Stored("oem7.inf", "xenbus", "Xen Project")],
        Services = [new("xenbus", ServiceStart.Boot, null, null), new("xenfilt", ServiceStart.Boot, null, null)],
        Products = [new("Xen Guest Tools xenbus", "P", "9.1.0", null, Machines.OurCode, null)],
    };

    [Fact]
    public void Has_no_problem_when_device_and_services_are_right() => Assert.Empty(Of(Installed).Problems);

    [Fact]
    public void Names_package_driver_device_and_services()
    {
        var status = Of(Installed);
        var bus = status.Drivers.Single(d => d.Name == "xenbus");

        Assert.Equal("1.2.3", status.Version);
        Assert.True(status.IsInstalled);
        Assert.Equal("9.1.0", status.Packages.Single(p => p.Name == "xenbus").Version);
        Assert.Equal(new("oem7.inf", "Xen Project", "9.1.0.114"), Assert.Single(bus.Stored));
        Assert.Equal(new(Machines.Platform().InstanceId, Present: true, "oem7.inf"), Assert.Single(bus.Devices));
        Assert.Equal(["xenbus", "xenfilt"], bus.Services.Select(s => s.Name));
    }

    [Fact]
    public void Has_a_problem_when_a_service_does_not_run() =>
        Assert.Contains("does not run: xenfilt.", Assert.Single(Of(Installed, stopped: "xenfilt").Problems), StringComparison.Ordinal);

    [Fact]
    public void Has_a_problem_when_the_device_has_another_driver() =>
        Assert.Contains("oem9.inf", Assert.Single(Of(Installed with { Devices = [Machines.Platform("oem9.inf")] }).Problems), StringComparison.Ordinal);

    [Fact]
    public void Has_no_problem_with_a_phantom_device() =>
        Assert.Empty(Of(Installed with { Devices = [Machines.Platform("oem9.inf") with { Present = false }] }, stopped: "xenbus").Problems);

    [Fact]
    public void Has_a_problem_when_the_package_is_gone() =>
        Assert.Contains("not in the driver store", Of(Installed with { StoredDrivers = [], Devices = [] }).Problems.Single(), StringComparison.Ordinal);

    [Fact]
    public void Has_a_problem_when_the_agent_is_installed_and_does_not_run()
    {
        var agent = XenGuestTools.Core.Product.UpgradeCodes.Single(p => p.Package == "agent").Code;
        var machine = Machines.XenVm with { Products = [new("Agent", "P", "0.1.0", null, agent, null)], Services = [new(GuestStatus.AgentService, ServiceStart.Auto, null, null)] };

        Assert.Empty(Of(machine).Problems);
        Assert.Contains(GuestStatus.AgentService, Assert.Single(Of(machine, stopped: GuestStatus.AgentService).Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_installed_by_a_stored_package_alone() => Assert.False(Of(Installed with { Products = [] }).IsInstalled);

    private static GuestStatus Of(Machine machine, string? stopped = null) => GuestStatus.Of(
        "1.2.3",
        machine,
        Machines.Vendors,
        machine.StoredDrivers.ToImmutableDictionary(s => s.PublishedName, _ => SampleInf.Bus),
        name => name == stopped ? ServiceState.Stopped : ServiceState.Running,
        []);
}
