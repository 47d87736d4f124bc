using System.Globalization;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Tree;
using static XenGuestTools.Tests.Agent.Agent;

namespace XenGuestTools.Tests.Agent;

/// <summary>What goes wrong around an agent: nothing is lost, nothing spins.</summary>
public sealed class A_fault
{
    [Fact]
    public void A_device_that_is_missing_at_the_start_is_used_when_it_comes()
    {
        using Agent agent = new() { Open = () => null };
        agent.Clock.At(60 * Minute, () => Assert.Equal(1, agent.Source.Opened)); // it slept
        agent.Clock.At(61 * Minute, () =>
        {
            agent.Open = () => agent.Store;
            agent.Source.Change();
        });
        agent.RunUntil(62 * Minute);

        Assert.Equal("1", agent.Store.Keys[GuestTree.Updated]);
        Assert.Equal(1, agent.Count(AgentEvent.XenIfaceMissing));
    }

    [Fact]
    public void A_device_that_goes_in_the_middle_of_a_publication_is_found_again_and_the_rest_is_written()
    {
        using Agent agent = new();
        var writes = 0;
        var gone = false;
        agent.Store.Fault = (operation, _) => gone || (operation == "Write" && ++writes == 10 && (gone = true)) ? XenStoreError.Gone : null;
        agent.Clock.At(30 * Second, () =>
        {
            gone = false;
            agent.Source.Change();
        });
        agent.RunUntil(60 * Second);

        Assert.Equal("1", agent.Store.Keys[GuestTree.Installed]);
        Assert.Equal("198.51.100.7", Assert.Single(agent.Guest.Facts.Adapters[1].Addresses).ToString());
        Assert.InRange(agent.Source.Opened, 3, 10);
    }

    [Fact]
    public void A_device_that_fails_for_ever_costs_an_attempt_a_minute()
    {
        using Agent agent = new() { Open = () => throw new XenStoreException(XenStoreError.Refused, "Access is denied.") };
        agent.RunUntil(60 * Minute);

        Assert.InRange(agent.Source.Opened, 30, 70);
        Assert.InRange(agent.Count(AgentEvent.StoreLost), 1, 6 * AgentLog.Burst);
    }

    [Fact]
    public void A_device_that_flickers_is_opened_at_most_once_a_second()
    {
        using Agent agent = new();
        agent.Store.Fault = (_, _) => XenStoreError.Gone;
        for (var i = 0; i < 6000; i++)
        {
            agent.Clock.At(i * 10, agent.Source.Change);
        }

        agent.RunUntil(Minute);

        Assert.InRange(agent.Source.Opened, 2, 61);
    }

    [Theory]
    [InlineData(XenStoreError.Full)]
    [InlineData(XenStoreError.Refused)]
    [InlineData(XenStoreError.TooBig)]
    [InlineData(XenStoreError.Other)] // EAGAIN
    public void A_store_that_refuses_for_an_hour_is_asked_about_once_a_minute_and_gets_all_in_the_end(XenStoreError error)
    {
        using Agent agent = new();
        var refuses = true;
        agent.Store.Fault = (operation, path) => refuses && operation == "Write" && path.StartsWith("attr", StringComparison.Ordinal) ? error : null;
        var refused = 0;
        agent.Clock.At(60 * Minute, () => (refuses, refused) = (false, agent.Store.Operations));
        agent.RunUntil(75 * Minute);

        Assert.Equal("192.0.2.10", agent.Store.Keys["attr/vif/0/ipv4/0"]);
        Assert.Equal("1", agent.Store.Keys[GuestTree.Updated]);
        Assert.InRange(refused, 1, 3000);
        Assert.InRange(agent.Count(AgentEvent.StoreRefused), 1, 7 * AgentLog.Burst);
    }

    [Fact]
    public void A_store_that_can_not_be_read_is_published_to_all_the_same()
    {
        using Agent agent = new();
        agent.Store.Fault = (operation, _) => operation is "Read" or "List" or "Watch" ? XenStoreError.Refused : null;
        agent.RunUntil(10 * Minute);

        Assert.Equal("FILES01", agent.Store.Keys["data/host_name"]);
        Assert.InRange(agent.Clock.Wakes, 1, 100);
        Assert.Equal(0, agent.Count(AgentEvent.Resumed));
    }

    [Fact]
    public void A_store_that_can_be_read_only_later_is_rid_of_what_an_earlier_agent_left_as_soon_as_it_can()
    {
        using Agent agent = new();
        agent.Store.HostWrites("data/volumes/9/name", "old");
        var refuses = true;
        agent.Store.Fault = (operation, _) => refuses && operation == "List" ? XenStoreError.Other : null;
        agent.Clock.At(5 * Minute, () => refuses = false);
        agent.RunUntil(7 * Minute);

        Assert.DoesNotContain("data/volumes/9/name", agent.Store.Keys.Keys);
        Assert.Equal("192.0.2.10", agent.Store.Keys["attr/vif/0/ipv4/0"]);
    }

    [Fact]
    public void A_storm_of_10_000_changes_costs_twenty_rounds_a_second_and_hides_nothing()
    {
        using Agent agent = new();
        for (var i = 0; i < 10_000; i++)
        {
            var number = i.ToString(CultureInfo.InvariantCulture);
            agent.Clock.At(Minute + i, () => agent.Store.HostWrites("control/shutdown", $"nonsense {number}")); // for ten seconds
        }

        agent.Clock.At(Minute + (5 * Second), () => agent.Store.HostWrites("control/ping", "1"));
        agent.Clock.At(Minute + (11 * Second), () => agent.Store.HostWrites("control/shutdown", "poweroff"));
        var (before, after) = (0, 0);
        var pinged = true;
        agent.Clock.At(Minute - 1, () => before = agent.Store.Operations);
        agent.Clock.At(Minute + (6 * Second), () => pinged = agent.Store.Keys.ContainsKey("control/ping"));
        agent.Clock.At(Minute + (12 * Second), () => after = agent.Store.Operations);
        agent.RunUntil(2 * Minute);

        Assert.False(pinged);
        Assert.Equal(["PowerOff"], agent.Guest.Done);
        Assert.InRange(after - before, 1, 10 * 20 * 4);
        Assert.InRange(agent.Count(AgentEvent.RequestRefused), 1, AgentLog.Burst);
    }

    [Fact]
    public void A_thousand_changes_of_adapters_a_minute_are_thirty_looks_and_the_last_one_counts()
    {
        using Agent agent = new();
        for (var i = 0; i < 1000; i++)
        {
            var address = $"192.0.2.{i % 250}";
            agent.Clock.At(Minute + (i * 60), () => agent.Guest.ChangeAdapters(new AdapterFacts(AnyGuest.Mac("00:16:3e:00:00:01"), AnyGuest.Addresses(address))));
        }

        agent.RunUntil(3 * Minute);

        Assert.InRange(agent.Guest.AdapterLooks, 2, 35);
        Assert.Equal("192.0.2.249", agent.Store.Keys["attr/vif/0/ipv4/0"]);
    }

    [Fact]
    public void A_jump_of_the_clock_makes_one_cycle_and_not_one_for_each_minute_of_it()
    {
        using Agent agent = new();
        var operations = 0;
        agent.Clock.At(Minute + Second, () =>
        {
            operations = agent.Store.Operations;
            agent.Clock.Jump(365L * 24 * 60 * Minute);
            agent.Guest.UtcNow = DateTime.MinValue;
        });
        agent.RunUntil((365L * 24 * 60 * Minute) + (2 * Minute));

        Assert.InRange(agent.Store.Operations - operations, 1, 60);
    }

    [Fact]
    public void A_resume_on_another_host_publishes_all_again_watches_again_and_puts_the_clock_forward()
    {
        using Agent agent = new();
        agent.Store.HostTime = new(2026, 1, 1, 8, 0, 0, DateTimeKind.Utc);
        agent.Clock.At(Minute, () =>
        {
            foreach (var path in agent.Store.Keys.Keys.Where(k => !k.StartsWith("device", StringComparison.Ordinal)).ToList())
            {
                agent.Store.HostRemoves(path);
            }

            agent.Store.Resume();
        });
        agent.Clock.At(2 * Minute, () => agent.Store.HostWrites("control/shutdown", "reboot"));
        agent.RunUntil(3 * Minute);

        Assert.Equal("FILES01", agent.Store.Keys["data/host_name"]);
        Assert.Equal(@"E:\", agent.Store.Keys["data/volumes/1/name"]);
        Assert.Equal(["time 2026-01-01 08:00:00Z", "Reboot"], agent.Guest.Done);
    }

    [Fact]
    public void A_stop_within_a_publication_ends_the_agent_before_it_waits_again()
    {
        using Agent agent = new();
        agent.Store.Fault = (operation, path) =>
        {
            if (operation == "Write" && path == "data/os_name")
            {
                agent.Stop();
            }

            return null;
        };
        agent.RunUntil(60 * Minute);

        Assert.Equal(0, agent.Clock.Milliseconds);
        Assert.Equal("1", agent.Store.Keys[GuestTree.Updated]); // what was begun is whole
        Assert.Equal(1, agent.Store.Closed);
    }

    [Fact]
    public void A_shutdown_request_that_is_there_at_the_start_is_served_before_anything_is_published()
    {
        using Agent agent = new();
        agent.Store.HostWrites("control/shutdown", "poweroff");
        agent.RunUntil(Minute);

        Assert.Equal(["PowerOff"], agent.Guest.Done);
        Assert.Equal(("control/shutdown", ""), agent.Store.Changes[0]);
    }

    [Fact]
    public void A_shutdown_that_can_not_be_acknowledged_is_not_begun_until_it_can()
    {
        using Agent agent = new();
        var refuses = true;
        agent.Store.Fault = (operation, path) => refuses && operation == "Write" && path == "control/shutdown" ? XenStoreError.Other : null;
        agent.Store.HostWrites("control/shutdown", "reboot");
        agent.Clock.At(Minute, () =>
        {
            Assert.Empty(agent.Guest.Done);
            refuses = false;
        });
        agent.RunUntil(5 * Minute);

        Assert.Equal(["Reboot"], agent.Guest.Done);
    }

    [Fact]
    public void A_watch_that_was_lost_delays_a_request_by_a_minute_at_most()
    {
        using Agent agent = new();
        agent.Store.Fault = (operation, _) => operation == "Watch" ? XenStoreError.Full : null;
        agent.Clock.At(90 * Second, () => agent.Store.HostWrites("control/shutdown", "reboot"));
        agent.RunUntil(150 * Second);

        Assert.Equal(["Reboot"], agent.Guest.Done);
    }
}
