using System.Collections.Immutable;

namespace XenGuestTools.Core.Network;

/// <summary>The parts of an adapter's settings that are compared and restored one by one, in the order in which they are restored: what takes effect with the next change of an address comes before it.</summary>
public enum NetworkFacet
{
    Name,
    NetBios,
    DnsRegistration,
    Ipv4,
    Ipv6Addresses,
    Ipv6Gateways,
    Ipv4DnsServers,
    Ipv6DnsServers,
    Ipv4Metric,
    Ipv6Metric,
    Ipv4Routes,
}

/// <summary>What each part is made of.</summary>
public static class NetworkFacets
{
    public static ImmutableArray<NetworkFacet> All { get; } = [.. Enum.GetValues<NetworkFacet>()];

    /// <summary>Is there nothing to restore? A metric that Windows chose is none to restore, and routes beside the saved ones may stay.</summary>
    public static bool Same(NetworkFacet facet, AdapterSettings saved, AdapterSettings now) => facet switch
    {
        NetworkFacet.Name => Names.Same(saved.Name, now.Name),
        NetworkFacet.NetBios => saved.NetBios == now.NetBios,
        NetworkFacet.DnsRegistration => (saved.RegisterAddress, saved.RegisterSuffix) == (now.RegisterAddress, now.RegisterSuffix) && Names.Same(saved.DnsSuffix, now.DnsSuffix),
        NetworkFacet.Ipv4 => saved.Dhcp == now.Dhcp && Equal(saved.Ipv4.Addresses, now.Ipv4.Addresses) && Equal(saved.Ipv4.Gateways, now.Ipv4.Gateways),
        NetworkFacet.Ipv6Addresses => Equal(saved.Ipv6.Addresses, now.Ipv6.Addresses),
        NetworkFacet.Ipv6Gateways => Equal(saved.Ipv6.Gateways, now.Ipv6.Gateways),
        NetworkFacet.Ipv4DnsServers => saved.Ipv4.DnsServers.SequenceEqual(now.Ipv4.DnsServers),
        NetworkFacet.Ipv6DnsServers => saved.Ipv6.DnsServers.SequenceEqual(now.Ipv6.DnsServers),
        NetworkFacet.Ipv4Metric => saved.Ipv4.Metric is null || saved.Ipv4.Metric == now.Ipv4.Metric,
        NetworkFacet.Ipv6Metric => saved.Ipv6.Metric is null || saved.Ipv6.Metric == now.Ipv6.Metric,
        NetworkFacet.Ipv4Routes => saved.Ipv4.Routes.All(now.Ipv4.Routes.Contains),
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    /// <summary>Has nobody set anything here that is not as saved? Then the setting was lost; otherwise somebody has changed it.</summary>
    public static bool OnlyMissing(NetworkFacet facet, AdapterSettings saved, AdapterSettings now) => Same(facet, saved, now) || facet switch
    {
        NetworkFacet.Name => false,
        NetworkFacet.NetBios => now.NetBios == NetBiosOption.FromDhcp,
        NetworkFacet.DnsRegistration => now is { DnsSuffix: "", RegisterAddress: true, RegisterSuffix: false },
        NetworkFacet.Ipv4 => now.Dhcp || (Equal(saved.Ipv4.Addresses, now.Ipv4.Addresses) && now.Ipv4.Gateways.IsEmpty),
        NetworkFacet.Ipv6Addresses => now.Ipv6.Addresses.IsEmpty,
        NetworkFacet.Ipv6Gateways => now.Ipv6.Gateways.IsEmpty,
        NetworkFacet.Ipv4DnsServers => now.Ipv4.DnsServers.IsEmpty,
        NetworkFacet.Ipv6DnsServers => now.Ipv6.DnsServers.IsEmpty,
        NetworkFacet.Ipv4Metric => now.Ipv4.Metric is null,
        NetworkFacet.Ipv6Metric => now.Ipv6.Metric is null,
        NetworkFacet.Ipv4Routes => true,
        _ => throw new ArgumentOutOfRangeException(nameof(facet)),
    };

    /// <summary>Addresses and gateways have no order that means anything.</summary>
    private static bool Equal<T>(ImmutableArray<T> a, ImmutableArray<T> b) => a.Length == b.Length && a.ToHashSet().SetEquals(b);
}
