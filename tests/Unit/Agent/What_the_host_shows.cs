using XenGuestTools.Agent.Tree;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Agent;

/// <summary>The example guest, published to the real xenstored and read by xapi's rules.</summary>
public sealed class What_the_host_shows
{
    [Fact]
    public async Task Is_the_table_in_the_docs()
    {
        using var running = await RunningStore.StartAsync();
        using GuestStore guest = new(running.Connect(), 1);
        guest.Write("attr/vif/1/mac", "00:16:3e:00:00:02"); // as xenvif does
        guest.Write("attr/vif/1/ipv4/0", "198.51.100.7");
        Publish(guest);
        XapiReader xapi = new(guest);

        var table = string.Join('\n', xapi.Current().Rows().Zip(xapi.Old().Rows(), (current, old) => $"| {current.Name} | {current.Value} | {old.Value} |"));

        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Folder, "docs", "agent.md"), TestContext.Current.CancellationToken);
        Assert.True(page.Contains($"\n{table}\n\n", StringComparison.Ordinal), $"docs/agent.md does not have what a host makes of the guest:\n{table}");
    }

    [Fact]
    public async Task Begins_on_old_hosts_with_the_key_that_is_written_last()
    {
        using var running = await RunningStore.StartAsync();
        using GuestStore guest = new(running.Connect(), 1);
        XapiReader xapi = new(guest);
        Assert.False(xapi.Old().IsTaken);

        Publish(guest);

        Assert.True(xapi.Old().IsTaken);
    }

    /// <summary>As xapi decides whether it is Windows with tools (xapi_pv_driver_version.ml).</summary>
    [Fact]
    public async Task Counts_as_Windows_with_tools()
    {
        using var running = await RunningStore.StartAsync();
        using GuestStore guest = new(running.Connect(), 1);
        Publish(guest);

        var metrics = new XapiReader(guest).Current();

        Assert.Equal("windows", metrics.System["distro"]);
        Assert.All(new[] { "major", "minor", "micro", "build" }, key => Assert.True(int.TryParse(metrics.Version[key], out _)));
        Assert.Equal("1", metrics.Features["feature-static-ip-setting"]); // by which Xen Orchestra knows the agent
    }

    [Fact]
    public async Task Has_addresses_also_when_the_driver_reports_none()
    {
        using var running = await RunningStore.StartAsync();
        using GuestStore guest = new(running.Connect(), 1);
        Publisher publisher = new(guest);
        publisher.Publish(GuestTree.Of(AnyGuest.Example, [.. AnyGuest.ExampleVifs.Select(v => v with { DriverReports = false })], AnyGuest.ExampleFeatures), []);

        var networks = new XapiReader(guest).Current().Networks;

        Assert.Equal("192.0.2.10", networks["0/ip"]);
        Assert.Equal("198.51.100.7", networks["1/ipv4/0"]);
        Assert.Equal("fe80::1", networks["0/ipv6/1"]);
    }

    private static void Publish(GuestStore guest)
    {
        Publisher publisher = new(guest);
        publisher.Adopt();
        Assert.Equal(0, publisher.Publish(GuestTree.Of(AnyGuest.Example, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures), AnyGuest.ExampleVifs).Failed);
    }
}
