using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Tree;
using static XenGuestTools.Tests.Agent.Agent;

namespace XenGuestTools.Tests.Agent;

public sealed class A_running_agent
{
    [Fact]
    public void Publishes_at_once_and_then_only_the_memory_of_a_steady_VM()
    {
        using Agent agent = new();
        var free = agent.Guest.Facts.Memory!.Free;
        for (var minute = 1; minute < 60; minute++)
        {
            var now = free - ((ulong)minute * 20_000); // half a percent a minute
            agent.Clock.At((minute * Minute) - Second, () => agent.Guest.Facts = agent.Guest.Facts with { Memory = agent.Guest.Facts.Memory! with { Free = now } });
        }

        agent.Clock.At(Second, agent.Store.Changes.Clear);
        agent.RunUntil(60 * Minute);

        var changes = agent.Store.Changes.TakeWhile(c => c.Value is not null).ToList(); // the removals are the agent's end
        Assert.All(changes, change => Assert.Equal(GuestTree.MemoryFree, change.Path));
        Assert.InRange(changes.Count, 15, 30); // every third minute
    }

    [Fact]
    public void Writes_nothing_while_nothing_changes_and_wakes_once_a_minute()
    {
        using Agent agent = new();
        agent.RunUntil(24 * 60 * Minute);

        Assert.DoesNotContain(agent.Store.Changes.Skip(agent.Store.Changes.FindIndex(c => c.Path == GuestTree.Updated) + 1), c => c.Value is not null);
        Assert.InRange(agent.Clock.Wakes, 24 * 60, (24 * 60) + 20);
    }

    [Fact]
    public void Takes_its_offers_back_when_it_ends_and_leaves_the_data()
    {
        using Agent agent = new();
        agent.RunUntil(Minute);

        Assert.DoesNotContain(agent.Store.Keys.Keys, k => k.StartsWith("control/feature-", StringComparison.Ordinal));
        Assert.Equal("FILES01", agent.Store.Keys["data/host_name"]);
        Assert.Equal(0, agent.Store.WatchCount);
    }

    [Fact]
    public void Removes_the_address_that_is_gone()
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => agent.Guest.ChangeAdapters(new AdapterFacts(AnyGuest.Mac("00:16:3e:00:00:01"), AnyGuest.Addresses("192.0.2.11"))));
        agent.RunUntil(2 * Minute);

        Assert.Equal("192.0.2.11", agent.Store.Keys["attr/vif/0/ipv4/0"]);
        Assert.DoesNotContain("attr/vif/0/ipv6/0", agent.Store.Keys.Keys);
    }

    [Fact]
    public void Publishes_the_addresses_of_an_interface_that_the_host_plugs_in()
    {
        using Agent agent = new();
        agent.Clock.At(Minute, () => agent.Store.HostWrites("device/vif/1/mac", "00:16:3e:00:00:02"));
        agent.RunUntil(2 * Minute);

        Assert.Equal("198.51.100.7", agent.Store.Keys["attr/vif/1/ipv4/0"]);
    }

    [Fact]
    public void Keeps_what_it_was_told_last_when_Windows_does_not_tell()
    {
        using Agent agent = new();
        agent.Clock.At(Minute - Second, () => agent.Guest.Failure = new(5, "Access is denied."));
        agent.RunUntil(60 * Minute);

        Assert.Equal("192.0.2.10", agent.Store.Keys["attr/vif/0/ipv4/0"]);
        Assert.InRange(agent.Count(AgentEvent.FactsMissing), 1, 60 * AgentLog.Burst / 10);
    }

    [Fact]
    public void Does_not_offer_serve_or_tell_what_its_settings_forbid()
    {
        using Agent agent = new() { Settings = AgentSettings.Default with { ServeShutdown = false, ServeStaticIp = false, PublishVolumes = false, PublishAddresses = false } };
        agent.Store.HostWrites("control/shutdown", "poweroff");
        var offers = 0;
        agent.Clock.At(Second, () => offers = agent.Store.Keys.Keys.Count(k => k.StartsWith("control/feature-", StringComparison.Ordinal)));
        agent.RunUntil(2 * Minute);

        Assert.Equal(0, offers);
        Assert.Empty(agent.Guest.Done);
        Assert.DoesNotContain(agent.Store.Keys.Keys, k => k.StartsWith("data/volumes", StringComparison.Ordinal) || k.StartsWith("attr/eth", StringComparison.Ordinal));
    }
}
