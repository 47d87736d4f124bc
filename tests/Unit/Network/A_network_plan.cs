using CsCheck;
using XenGuestTools.Core.Network;
using static XenGuestTools.Tests.Network.Adapters;

namespace XenGuestTools.Tests.Network;

public sealed class A_network_plan
{
    private const long Cases = 5000;

    [Fact]
    public void Restores_all_that_a_new_driver_has_lost()
    {
        var fresh = Fresh(Server.Mac, Paravirtual, "Ethernet 2");

        var plan = NetworkPlan.For([Server], [fresh]);

        Assert.Equal(NetworkFacets.All, plan.Steps.Select(s => s.Facet));
        Assert.All(plan.Steps, s => Assert.Equal(Paravirtual, s.Interface));
        var restored = Assert.Single(Apply([fresh], plan.Steps));
        Assert.Equal(TextOf(Server with { Interface = Paravirtual }), TextOf(restored));
    }

    [Fact]
    public void Leaves_a_DHCP_adapter_on_DHCP()
    {
        var saved = Fresh(Server.Mac, Emulated, "LAN");

        Assert.Empty(NetworkPlan.For([saved], [Fresh(Server.Mac, Paravirtual, "LAN")]).Steps);
        var step = Assert.Single(NetworkPlan.For([saved], [Server with { Interface = Paravirtual, Ipv4 = new(Server.Ipv4.Addresses, [], [], null, []), Ipv6 = IpSettings.None, DnsSuffix = "", RegisterSuffix = false, NetBios = 0 }]).Steps);
        Assert.Equal([["interface", "ipv4", "set", "address", "name=7", "source=dhcp"]], NetshCommands.For(step, 7, 8));
    }

    [Theory]
    [InlineData(NetworkFacet.Ipv4)]
    [InlineData(NetworkFacet.Ipv4DnsServers)]
    [InlineData(NetworkFacet.Name)]
    public void Leaves_an_adapter_alone_that_was_changed_on_the_same_interface(NetworkFacet changed)
    {
        var other = Server with
        {
            Name = "Other",
            Ipv4 = Server.Ipv4 with { Addresses = [new("192.0.2.99", 24)], DnsServers = ["192.0.2.99"] },
        };
        var now = Assert.Single(Apply([Server with { NetBios = NetBiosOption.FromDhcp }], [new NetworkStep(Emulated, changed, other, Server)]));

        var plan = NetworkPlan.For([Server], [now]);

        Assert.Empty(plan.Steps);
        Assert.Equal(NetworkVerdict.ChangedSince, Assert.Single(plan.Reports).Verdict);
    }

    [Fact]
    public void Restores_a_gateway_that_alone_was_lost_on_the_same_interface()
    {
        var plan = NetworkPlan.For([Server], [Server with { Ipv4 = Server.Ipv4 with { Gateways = [] } }]);

        Assert.Equal([NetworkFacet.Ipv4], plan.Steps.Select(s => s.Facet));
    }

    [Fact]
    public void Gives_no_name_that_another_present_adapter_has()
    {
        var plan = NetworkPlan.For([Server], [Fresh(Server.Mac, Paravirtual, "Ethernet 2"), Fresh("02-00-00-00-00-09", Emulated, "lan")]);

        Assert.DoesNotContain(plan.Steps, s => s.Facet == NetworkFacet.Name);
        Assert.Contains(plan.Reports, r => r.Verdict == NetworkVerdict.NameTaken);
    }

    [Fact]
    public void Gives_names_in_the_order_in_which_they_become_free()
    {
        var (a, b) = (Fresh("02-00-00-00-00-01", Emulated, "X"), Fresh("02-00-00-00-00-02", Emulated, "Y"));

        var plan = NetworkPlan.For([a, b], [Fresh(a.Mac, Guid.NewGuid(), "Z"), Fresh(b.Mac, Guid.NewGuid(), "X")]);

        Assert.Equal(["Y", "X"], plan.Steps.Select(s => s.Saved.Name));
    }

    [Fact]
    public void Tells_of_an_adapter_that_is_not_there() =>
        Assert.Equal(NetworkVerdict.NotThere, Assert.Single(NetworkPlan.For([Server], []).Reports).Verdict);

    [Fact]
    public void Carried_out_gives_the_saved_settings_and_nothing_is_left_to_do() => Pairs.Sample(pair =>
    {
        var plan = NetworkPlan.For(pair.Saved, pair.Present);
        var after = Apply(pair.Present, plan.Steps);

        Assert.Empty(NetworkPlan.For(pair.Saved, after).Steps);
        foreach (var lost in plan.Reports.Where(r => r.Verdict == NetworkVerdict.Lost))
        {
            var (saved, now) = (pair.Saved.Single(s => s.Mac == lost.Mac), after.Single(p => p.Mac == lost.Mac));
            var taken = plan.Reports.Any(r => r.Mac == lost.Mac && r.Verdict == NetworkVerdict.NameTaken);
            Assert.All(NetworkFacets.All.Where(f => f != NetworkFacet.Name || !taken), f => Assert.True(NetworkFacets.Same(f, saved, now), $"{f}"));
        }
    }, iter: Cases);

    [Fact]
    public void Never_touches_an_adapter_whose_MAC_was_not_saved_or_is_there_twice() => Pairs.Sample(pair =>
    {
        var steps = NetworkPlan.For(pair.Saved, pair.Present).Steps;

        var after = Apply(pair.Present, steps);
        foreach (var (before, now) in pair.Present.Zip(after))
        {
            if (pair.Saved.Count(s => s.Mac == before.Mac) != 1 || pair.Present.Count(p => p.Mac == before.Mac) != 1)
            {
                Assert.Same(before, now);
            }
        }
    }, iter: Cases);

    [Fact]
    public void Never_gives_two_adapters_one_name_and_never_changes_what_is_as_saved() => Pairs.Sample(pair =>
    {
        var plan = NetworkPlan.For(pair.Saved, pair.Present);

        Assert.All(plan.Steps, s => Assert.False(NetworkFacets.Same(s.Facet, s.Saved, s.Now)));
        for (var done = 0; done <= plan.Steps.Length; done++)
        {
            var names = Apply(pair.Present, plan.Steps.Take(done)).Select(p => p.Name.ToUpperInvariant()).ToList();
            Assert.Equal(names.Distinct().Count(), names.Count);
        }
    }, iter: Cases);

    [Fact]
    public void Leaves_the_same_interface_alone_unless_settings_are_only_missing() => Pairs.Sample(pair =>
    {
        foreach (var step in NetworkPlan.For(pair.Saved, pair.Present).Steps.Where(s => s.Saved.Interface == s.Interface))
        {
            Assert.All(NetworkFacets.All, f => Assert.True(NetworkFacets.OnlyMissing(f, step.Saved, step.Now)));
        }
    }, iter: Cases);

    [Fact]
    public void Says_one_thing_of_every_saved_MAC() => Pairs.Sample(pair =>
    {
        var reports = NetworkPlan.For(pair.Saved, pair.Present).Reports.Where(r => r.Verdict != NetworkVerdict.NameTaken);

        Assert.Equal(pair.Saved.Select(s => s.Mac).Distinct(), reports.Select(r => r.Mac));
    }, iter: Cases);

    private static string TextOf(AdapterSettings adapter) =>
        System.Text.Encoding.UTF8.GetString(SavedNetworkFile.Write(new(SavedNetwork.CurrentSchema, "install", "b", 0, [new(default, false, adapter)]), "x"));
}
