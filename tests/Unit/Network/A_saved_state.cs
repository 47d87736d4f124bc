using CsCheck;
using XenGuestTools.Core.Network;
using static XenGuestTools.Tests.Network.Adapters;

namespace XenGuestTools.Tests.Network;

/// <summary>Three packages save before one restart, in both directions: which state counts.</summary>
public sealed class A_saved_state
{
    private static readonly DateTimeOffset Time = DateTimeOffset.UnixEpoch;
    private static AdapterSettings Lost => Fresh(Server.Mac, Paravirtual, "Ethernet 2");

    [Fact]
    public void Is_not_replaced_by_a_half_switched_one_before_the_restart()
    {
        var first = SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time);
        var second = SavedNetwork.Merge(first, [Lost], "install", "boot 1", armed: true, Time);

        Assert.Same(Server, Assert.Single(second.Adapters).Settings);
    }

    [Fact]
    public void Is_not_replaced_after_the_restart_while_the_service_still_waits() =>
        Assert.Same(Server, Assert.Single(SavedNetwork.Merge(SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time), [Lost], "remove", "boot 2", armed: true, Time).Adapters).Settings);

    [Fact]
    public void Is_a_leftover_after_the_restart_without_the_service() =>
        Assert.Same(Lost.Mac, Assert.Single(SavedNetwork.Merge(SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time), [Lost], "remove", "boot 2", armed: false, Time).Adapters).Settings.Mac);

    [Fact]
    public void Is_superseded_once_it_was_verified()
    {
        var now = Server with { Interface = Paravirtual };
        var verified = SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time).VerifiedBy([now]);
        var changed = now with { DnsSuffix = "new.example" };

        var saved = Assert.Single(SavedNetwork.Merge(verified, [changed], "remove", "boot 2", armed: true, Time).Adapters);

        Assert.Same(changed, saved.Settings);
        Assert.False(saved.Verified);
    }

    [Fact]
    public void Waits_for_a_switch_that_comes_at_a_later_restart()
    {
        var saved = SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time);

        var unswitched = saved.VerifiedBy([Server]);
        Assert.False(unswitched.IsFinished([Server]));
        var switched = Server with { Interface = Paravirtual };
        Assert.True(unswitched.VerifiedBy([switched]).IsFinished([switched]));
        Assert.True(unswitched.VerifiedBy([Server]).VerifiedBy([Server]).IsFinished([Server]));
    }

    [Fact]
    public void Takes_over_what_was_changed_on_the_old_interface_before_the_switch()
    {
        var changed = Server with { Ipv4 = Server.Ipv4 with { Addresses = [new("192.0.2.77", 24)] } };

        var saved = SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time).VerifiedBy([changed]);

        Assert.Same(changed, Assert.Single(saved.Adapters).Settings);
    }

    [Fact]
    public void Stays_open_for_an_adapter_that_was_not_there_or_is_there_twice()
    {
        var saved = SavedNetwork.Merge(null, [Server], "install", "boot 1", armed: false, Time);

        Assert.False(Assert.Single(saved.VerifiedBy([]).Adapters).Verified);
        Assert.False(Assert.Single(saved.VerifiedBy([Server, Server with { Interface = Paravirtual }]).Adapters).Verified);
    }

    [Fact]
    public void Of_the_first_save_survives_any_number_of_saves_before_the_restart() => Gen.Select(Present, Present.Array[1, 4]).Sample((first, later) =>
    {
        var saved = SavedNetwork.Merge(null, first, "install", "boot 1", armed: false, Time);
        var merged = later.Aggregate(saved, (s, present) => SavedNetwork.Merge(s, present, "install", "boot 1", armed: true, Time));

        Assert.Equal(first, merged.Adapters.Take(first.Length).Select(a => a.Settings));
        Assert.All(merged.Adapters.Skip(first.Length), a => Assert.DoesNotContain(first, f => f.Mac == a.Settings.Mac));
    });

    /// <summary>The whole story: saves, a switch at any of the starts, in which adapters lose what they have, and the service at each start.</summary>
    [Fact]
    public void Ends_with_every_adapter_having_what_it_had() => Gen.Select(Present, Gen.Int[1, SavedNetwork.MostRuns], Gen.Int[1, 3]).Sample((adapters, switchAt, saves) =>
    {
        AdapterSettings[] machine = [.. adapters.DistinctBy(a => a.Mac)];
        var before = machine;
        SavedNetwork? saved = null;
        for (var i = 0; i < saves; i++)
        {
            saved = SavedNetwork.Merge(saved, machine, "install", "boot 1", armed: i > 0, Time);
        }

        for (var start = 1; start == 1 || !saved!.IsFinished(machine); start++)
        {
            machine = start == switchAt ? [.. machine.Select((m, i) => Fresh(m.Mac, Guid.NewGuid(), $"Ethernet {i + 2}"))] : machine;
            saved = SavedNetworkFile.Read(SavedNetworkFile.Write(saved!, "x"), "x");
            machine = Apply(machine, NetworkPlan.For([.. saved.Adapters.Select(a => a.Settings)], machine).Steps);
            saved = saved.VerifiedBy(machine);
        }

        Assert.True(machine.Length == 0 || saved!.Runs >= switchAt);
        Assert.All(before.Zip(machine), p => Assert.All(NetworkFacets.All, f => Assert.True(NetworkFacets.Same(f, p.First, p.Second), $"{f}")));
    });
}
