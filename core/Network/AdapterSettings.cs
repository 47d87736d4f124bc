using System.Collections.Immutable;

namespace XenGuestTools.Core.Network;

/// <summary>What a person or a script has set on one network adapter: what Windows loses when the adapter gets another driver (facts 1 #5, 4.11). What DHCP or a router gave is not in it.</summary>
/// <param name="Mac">Six bytes as <c>02-1A-2B-3C-4D-5E</c>.</param>
/// <param name="Interface">The GUID of the interface: another driver is another interface.</param>
/// <param name="Name">The name of the connection, such as "Ethernet 2".</param>
/// <param name="Dhcp">The IPv4 address comes from DHCP: then <paramref name="Ipv4"/> has no addresses and gateways.</param>
/// <param name="DnsSuffix">Empty if none is set.</param>
/// <param name="RegisterAddress">"Register this connection's addresses in DNS": on unless switched off.</param>
/// <param name="RegisterSuffix">"Use this connection's DNS suffix in DNS registration": off unless switched on.</param>
public sealed record AdapterSettings(
    string Mac,
    Guid Interface,
    string Name,
    bool Dhcp,
    IpSettings Ipv4,
    IpSettings Ipv6,
    string DnsSuffix,
    bool RegisterAddress,
    bool RegisterSuffix,
    NetBiosOption NetBios);

/// <param name="Metric">Of the interface; null if Windows chooses it.</param>
/// <param name="Routes">Persistent routes other than the gateways. IPv4 only: for IPv6, Windows does not say which routes are persistent.</param>
public sealed record IpSettings(
    ImmutableArray<IpPrefix> Addresses,
    ImmutableArray<IpGateway> Gateways,
    ImmutableArray<string> DnsServers,
    int? Metric,
    ImmutableArray<IpRoute> Routes)
{
    public static IpSettings None { get; } = new([], [], [], null, []);
}

/// <param name="Prefix">Bits of the network: 24 is the mask 255.255.255.0.</param>
public sealed record IpPrefix(string Address, int Prefix);

/// <param name="Metric">0: Windows chooses it.</param>
public sealed record IpGateway(string Address, int Metric);

/// <param name="Metric">Of the route itself; Windows adds that of the interface.</param>
public sealed record IpRoute(string Destination, int Prefix, string Gateway, int Metric);

/// <summary>NetbiosOptions in the registry (NetBT\Parameters\Interfaces).</summary>
public enum NetBiosOption
{
    FromDhcp = 0,
    On = 1,
    Off = 2,
}
