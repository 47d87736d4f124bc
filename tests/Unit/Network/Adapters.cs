using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Tests.Network;

/// <summary>Adapters for the tests: by example, and any that a machine may have.</summary>
internal static class Adapters
{
    public static readonly Guid Emulated = new("11111111-1111-1111-1111-111111111111");
    public static readonly Guid Paravirtual = new("22222222-2222-2222-2222-222222222222");

    /// <summary>What a network driver brings along: nothing set by hand.</summary>
    public static AdapterSettings Fresh(string mac, Guid guid, string name) => new(mac, guid, name, Dhcp: true, IpSettings.None, IpSettings.None, "", RegisterAddress: true, RegisterSuffix: false, NetBiosOption.FromDhcp);

    public static AdapterSettings Server { get; } = Fresh("02-00-00-00-00-01", Emulated, "LAN") with
    {
        Dhcp = false,
        Ipv4 = new([new("192.0.2.10", 24), new("192.0.2.11", 24)], [new("192.0.2.1", 0)], ["192.0.2.53", "192.0.2.54"], 15, [new("198.51.100.0", 24, "192.0.2.2", 5)]),
        Ipv6 = new([new("2001:db8::10", 64)], [new("fe80::1", 256)], ["2001:db8::53"], 25, []),
        DnsSuffix = "example.org",
        RegisterAddress = true,
        RegisterSuffix = true,
        NetBios = NetBiosOption.Off,
    };

    private static readonly Gen<Guid> Guids = Gen.Int[1, 5].Select(i => new Guid(i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1));
    private static readonly Gen<string> Macs = Gen.Int[0, 3].Select(i => $"02-00-00-00-00-0{i}");

    /// <summary>Names as people give them, and ones that would do harm in a command line.</summary>
    private static readonly Gen<string> AdapterNames = Among("LAN", "lan", "Ethernet 2", "Сеть", "A & calc.exe", "name=1 source=dhcp", "%PATH%", "-f x", "`$(x)'");

    private static readonly Gen<IpSettings> Ipv4 = Gen.Select(
        Distinct(Gen.Select(Gen.Int[1, 4], Gen.Int[8, 30], (i, p) => new IpPrefix($"192.0.2.{i}", p)), a => a.Address, 2),
        Distinct(Gen.Select(Gen.Int[1, 3], Gen.Int[0, 2], (i, m) => new IpGateway($"192.0.2.{250 + i}", m)), g => g.Address, 2),
        Distinct(Gen.Int[1, 4].Select(i => $"198.51.100.{i}"), s => s, 3),
        Among<int?>(null, 10, 20),
        Distinct(Gen.Select(Gen.Int[1, 3], Gen.Int[0, 1], (i, m) => new IpRoute($"203.0.113.{i}", 32, "192.0.2.9", m)), r => r.Destination, 2),
        (addresses, gateways, servers, metric, routes) => new IpSettings(addresses, gateways, servers, metric, routes));

    private static readonly Gen<IpSettings> Ipv6 = Gen.Select(
        Distinct(Gen.Int[1, 4].Select(i => new IpPrefix($"2001:db8::{i}", 64)), a => a.Address, 2),
        Distinct(Gen.Int[1, 3].Select(i => new IpGateway($"fe80::{i}", 256)), g => g.Address, 2),
        Distinct(Gen.Int[1, 4].Select(i => $"2001:db8:53::{i}"), s => s, 3),
        Among<int?>(null, 10, 20),
        (addresses, gateways, servers, metric) => new IpSettings(addresses, gateways, servers, metric, []));

    public static Gen<AdapterSettings> Any { get; } = Gen.Select(
        Gen.Select(Macs, Guids, AdapterNames),
        Gen.Select(Ipv4, Ipv6),
        Among("", "example.org", "corp.example"),
        Gen.Select(Gen.Bool, Gen.Bool),
        Gen.Enum<NetBiosOption>(),
        (who, ip, suffix, register, netBios) =>
        {
            var dhcp = ip.Item1.Addresses.IsEmpty;
            return new AdapterSettings(who.Item1, who.Item2, who.Item3, dhcp, dhcp ? ip.Item1 with { Gateways = [] } : ip.Item1, ip.Item2, suffix, register.Item1, register.Item2, netBios);
        });

    public static Gen<AdapterSettings[]> Some { get; } = Any.Array[0, 4];

    /// <summary>The adapters of one machine: interfaces and names are unique, MACs need not be.</summary>
    public static Gen<AdapterSettings[]> Present { get; } = Some.Select(a => a.DistinctBy(p => p.Interface).DistinctBy(p => p.Name.ToUpperInvariant()).ToArray());

    /// <summary>The present adapters, and what was saved of them: mostly the same ones, some settings lost and some changed.</summary>
    public static Gen<(AdapterSettings[] Saved, AdapterSettings[] Present)> Pairs { get; } = Gen.Select(Some, Present, Gen.Int[0, 2]).Select((saved, present, kind) => kind switch
    {
        0 => (saved, present),
        1 => (present, [.. present.Select(p => Fresh(p.Mac, Guid.NewGuid(), p.Name + " 2"))]),
        _ => (present, [.. present.Select((p, i) => i % 2 == 0 ? Fresh(p.Mac, p.Interface, p.Name) : p with { DnsSuffix = "changed.example" })]),
    });

    /// <summary>What a step does to a machine, by its words and not by the code that does it.</summary>
    public static AdapterSettings[] Apply(IEnumerable<AdapterSettings> present, IEnumerable<NetworkStep> steps) =>
        steps.Aggregate(present.ToArray(), (machine, step) => [.. machine.Select(p => p.Interface == step.Interface ? Apply(p, step.Saved, step.Facet) : p)]);

    private static AdapterSettings Apply(AdapterSettings now, AdapterSettings saved, NetworkFacet facet) => facet switch
    {
        NetworkFacet.Name => now with { Name = saved.Name },
        NetworkFacet.NetBios => now with { NetBios = saved.NetBios },
        NetworkFacet.DnsRegistration => now with { DnsSuffix = saved.DnsSuffix, RegisterAddress = saved.RegisterAddress, RegisterSuffix = saved.RegisterSuffix },
        NetworkFacet.Ipv4 => now with { Dhcp = saved.Dhcp, Ipv4 = now.Ipv4 with { Addresses = saved.Ipv4.Addresses, Gateways = saved.Ipv4.Gateways } },
        NetworkFacet.Ipv6Addresses => now with { Ipv6 = now.Ipv6 with { Addresses = saved.Ipv6.Addresses } },
        NetworkFacet.Ipv6Gateways => now with { Ipv6 = now.Ipv6 with { Gateways = saved.Ipv6.Gateways } },
        NetworkFacet.Ipv4DnsServers => now with { Ipv4 = now.Ipv4 with { DnsServers = saved.Ipv4.DnsServers } },
        NetworkFacet.Ipv6DnsServers => now with { Ipv6 = now.Ipv6 with { DnsServers = saved.Ipv6.DnsServers } },
        NetworkFacet.Ipv4Metric => now with { Ipv4 = now.Ipv4 with { Metric = saved.Ipv4.Metric } },
        NetworkFacet.Ipv6Metric => now with { Ipv6 = now.Ipv6 with { Metric = saved.Ipv6.Metric } },
        _ => now with { Ipv4 = now.Ipv4 with { Routes = [.. now.Ipv4.Routes.Union(saved.Ipv4.Routes)] } },
    };

    private static Gen<T> Among<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<ImmutableArray<T>> Distinct<T, TKey>(Gen<T> item, Func<T, TKey> key, int most) => item.Array[0, most].Select(a => a.DistinctBy(key).ToImmutableArray());
}
