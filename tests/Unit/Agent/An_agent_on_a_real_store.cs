using System.Globalization;
using System.Net.Sockets;
using XenGuestTools.Agent.Tree;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Tests.Build;

namespace XenGuestTools.Tests.Agent;

/// <summary>The faults that the real xenstored can be made to show.</summary>
public sealed class An_agent_on_a_real_store
{
    private const string Domain = "/local/domain/1";

    [Fact]
    public async Task Publishes_serves_and_takes_its_offers_back()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        using RunningAgent agent = new(store.Socket);
        WaitForUpdate(host);
        Assert.Equal("1", host.Read($"{Domain}/control/feature-poweroff"));

        host.Write($"{Domain}/control/shutdown", "poweroff");
        RunningAgent.WaitUntil(() => host.Read($"{Domain}/control/shutdown") is "", "The request was not acknowledged.");
        RunningAgent.WaitUntil(() => agent.Guest.Done.Count == 1, "The request was not served.");

        Assert.True(agent.Stop(TimeSpan.FromSeconds(2)), "It did not stop in time.");
        Assert.DoesNotContain(host.List($"{Domain}/control"), n => n.StartsWith("feature-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Comes_up_when_the_store_comes_up_and_again_after_its_restart()
    {
        using var store = await RunningStore.StartAsync();
        using RunningAgent agent = new(store.Socket);
        using (var host = store.Connect())
        {
            WaitForUpdate(host);
        }

        store.Restart(); // it has forgotten all
        using var again = store.Connect();
        WaitForUpdate(again);
        Assert.Equal("FILES01", again.Read($"{Domain}/data/host_name"));
    }

    /// <summary>The number of keys is limited for guests only, and the socket is the host's: a full store is one in memory, in A_fault.</summary>
    [Fact]
    public async Task Publishes_all_others_when_the_stores_quota_refuses_a_value_and_that_one_when_it_fits()
    {
        using var store = await RunningStore.StartAsync("quota-activate = true", "quota-maxsize = 100");
        using GuestStore guest = new(store.Connect(), 1);
        Publisher publisher = new(guest);
        var tree = GuestTree.Of(AnyGuest.Example with { System = AnyGuest.Example.System! with { Name = new('x', 101) } }, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures);
        var refused = publisher.Publish(tree, []);
        Assert.Equal(1, refused.Failed);
        Assert.Contains("data/os_name", refused.FirstFailure, StringComparison.Ordinal);
        Assert.All(tree.Skip(1), entry => Assert.Equal(entry.Value, guest.Read(entry.Path)));

        tree = [new(tree[0].Path, "Windows Server"), .. tree.Skip(1)];
        Assert.Equal(0, publisher.Publish(tree, []).Failed);
        Assert.Equal("Windows Server", guest.Read("data/os_name"));
    }

    [Fact]
    public async Task Survives_a_storm_of_10_000_writes_and_serves_what_comes_after()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        using RunningAgent agent = new(store.Socket);
        WaitForUpdate(host);
        for (var i = 0; i < 10_000; i++)
        {
            host.Write($"{Domain}/control/shutdown", i.ToString(CultureInfo.InvariantCulture));
        }

        host.Write($"{Domain}/control/ping", "1");
        host.Write($"{Domain}/control/shutdown", "reboot");
        RunningAgent.WaitUntil(() => host.Read($"{Domain}/control/ping") is null, "The ping was not answered.");
        RunningAgent.WaitUntil(() => agent.Guest.Done is ["Reboot"], "The request was not served.");
    }

    [Fact]
    public void Lets_its_service_stop_while_the_store_does_not_answer()
    {
        using TemporaryFolder folder = new();
        using Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint($"{folder.Path}/socket"));
        listener.Listen();
        using RunningAgent agent = new($"{folder.Path}/socket");
        using (var silent = listener.Accept())
        {
            silent.Receive(new byte[16]); // it has asked, and waits
            Assert.False(agent.Stop(TimeSpan.FromMilliseconds(100)));
        }

        Assert.True(agent.Stop(TimeSpan.FromSeconds(30)), "It did not end with the connection.");
    }

    private static void WaitForUpdate(XenStoredClient host) => RunningAgent.WaitUntil(() => host.Read($"{Domain}/data/updated") == "1", "Nothing was published.");
}
