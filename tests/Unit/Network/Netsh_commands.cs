using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CsCheck;
using XenGuestTools.Core.Network;
using static XenGuestTools.Tests.Network.Adapters;

namespace XenGuestTools.Tests.Network;

/// <summary>Netsh runs with all rights: what reaches its command line is checked as text, and what it would do by a model of it.</summary>
public sealed partial class Netsh_commands
{
    [Fact]
    public void Of_a_server_are_the_documented_ones() => Assert.Equal(
        [
            "interface ipv4 set address name=7 source=static address=192.0.2.10 mask=255.255.255.0 gateway=none store=persistent",
            "interface ipv4 add address name=7 address=192.0.2.11 mask=255.255.255.0 store=persistent",
            "interface ipv4 add address name=7 gateway=192.0.2.1 gwmetric=0 store=persistent",
            "interface ipv6 add address interface=8 address=2001:db8::10/64 store=persistent",
            "interface ipv6 add route prefix=::/0 interface=8 nexthop=fe80::1 metric=256 store=persistent",
            "interface ipv4 set dnsservers name=7 source=static address=192.0.2.53 register=both validate=no",
            "interface ipv4 add dnsservers name=7 address=192.0.2.54 index=2 validate=no",
            "interface ipv6 set dnsservers name=8 source=static address=2001:db8::53 register=both validate=no",
            "interface ipv4 set interface interface=7 metric=15 store=persistent",
            "interface ipv6 set interface interface=8 metric=25 store=persistent",
            "interface ipv4 add route prefix=198.51.100.0/24 interface=7 nexthop=192.0.2.2 metric=5 store=persistent",
        ],
        NetworkPlan.For([Server], [Fresh(Server.Mac, Paravirtual, "LAN")]).Steps.SelectMany(s => NetshCommands.For(s, 7, 8)).Select(c => string.Join(' ', c)));

    [Fact]
    public void Hold_nothing_but_words_numbers_and_addresses() => Pairs.Sample(pair =>
        Assert.All(CommandsOf(pair).SelectMany(c => c), a => Assert.Matches(Harmless(), a)), iter: 2000);

    [Fact]
    public void Refuse_a_text_that_is_no_address() =>
        Assert.Throws<FormatException>(() => NetshCommands.For(new(Emulated, NetworkFacet.Ipv4DnsServers, Server with { Ipv4 = Server.Ipv4 with { DnsServers = ["192.0.2.1 & calc"] } }, Server), 1, 1));

    /// <summary>The registry parts are taken as done; all else comes out of the commands.</summary>
    [Fact]
    public void Carried_out_give_the_saved_addresses() => Pairs.Sample(pair =>
    {
        foreach (var steps in NetworkPlan.For(pair.Saved, pair.Present).Steps.GroupBy(s => s.Interface))
        {
            var (saved, now) = (steps.First().Saved, steps.First().Now);
            var after = steps.SelectMany(s => NetshCommands.For(s, 7, 7)).Aggregate(now, Run) with { Name = saved.Name, NetBios = saved.NetBios, DnsSuffix = saved.DnsSuffix };
            Assert.All(NetworkFacets.All.Where(f => f != NetworkFacet.DnsRegistration), f => Assert.True(NetworkFacets.Same(f, saved, after), $"{f}"));
            if (steps.Any(s => s.Facet is NetworkFacet.Ipv4DnsServers))
            {
                Assert.Equal((saved.RegisterAddress, saved.RegisterAddress && saved.RegisterSuffix), (after.RegisterAddress, after.RegisterAddress && after.RegisterSuffix));
            }
        }
    }, iter: 2000);

    private static IEnumerable<ImmutableArray<string>> CommandsOf((AdapterSettings[] Saved, AdapterSettings[] Present) pair) =>
        NetworkPlan.For(pair.Saved, pair.Present).Steps.SelectMany(s => NetshCommands.For(s, 7, 8));

    private static AdapterSettings Run(AdapterSettings now, ImmutableArray<string> command)
    {
        string? Value(string word) => command.FirstOrDefault(a => a.StartsWith(word + "=", StringComparison.Ordinal))?[(word.Length + 1)..];
        int Number(string word) => int.Parse(Value(word)!, System.Globalization.CultureInfo.InvariantCulture);
        var v4 = command[1] == "ipv4";
        var ip = v4 ? now.Ipv4 : now.Ipv6;
        Assert.Equal("7", Value("name") ?? Value("interface"));
        switch (command[2], command[3])
        {
            case ("set", "address") when Value("source") == "dhcp":
                return now with { Dhcp = true, Ipv4 = ip with { Addresses = [], Gateways = [] } };
            case ("set", "address"):
                return now with { Dhcp = false, Ipv4 = ip with { Addresses = [new(Value("address")!, NetworkText.PrefixOf(Value("mask")!)!.Value)], Gateways = [] } };
            case ("add", "address") when Value("gateway") is { } gateway:
                ip = ip with { Gateways = ip.Gateways.Add(new(gateway, Number("gwmetric"))) };
                break;
            case ("add", "address") when v4:
                ip = ip with { Addresses = ip.Addresses.Add(new(Value("address")!, NetworkText.PrefixOf(Value("mask")!)!.Value)) };
                break;
            case ("add", "address"):
                ip = ip with { Addresses = ip.Addresses.Add(new(Value("address")!.Split('/')[0], int.Parse(Value("address")!.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture))) };
                break;
            case ("delete", "address"):
                ip = ip with { Addresses = ip.Addresses.RemoveAll(a => a.Address == Value("address")) };
                break;
            case ("delete", "route"):
                ip = ip with { Gateways = ip.Gateways.RemoveAll(g => g.Address == Value("nexthop")) };
                break;
            case ("add", "route") when v4:
                ip = ip with { Routes = ip.Routes.Add(new(Value("prefix")!.Split('/')[0], int.Parse(Value("prefix")!.Split('/')[1], System.Globalization.CultureInfo.InvariantCulture), Value("nexthop")!, Number("metric"))) };
                break;
            case ("add", "route"):
                ip = ip with { Gateways = ip.Gateways.Add(new(Value("nexthop")!, Number("metric"))) };
                break;
            case ("set", "dnsservers"):
                ip = ip with { DnsServers = Value("source") == "dhcp" ? [] : [Value("address")!] };
                now = now with { RegisterAddress = Value("register") != "none", RegisterSuffix = Value("register") == "both" };
                break;
            case ("add", "dnsservers"):
                Assert.Equal(ip.DnsServers.Length + 1, Number("index"));
                ip = ip with { DnsServers = ip.DnsServers.Add(Value("address")!) };
                break;
            default:
                Assert.Equal(("set", "interface"), (command[2], command[3]));
                ip = ip with { Metric = Number("metric") };
                break;
        }

        return v4 ? now with { Ipv4 = ip } : now with { Ipv6 = ip };
    }

    [GeneratedRegex(@"^(?:[a-z0-9]+|[a-z]+=[a-z0-9.:/]+)$")]
    private static partial Regex Harmless();
}
