using System.Collections.Immutable;
using System.Globalization;
using System.Net;

namespace XenGuestTools.Core.Network;

/// <summary>
/// The arguments of netsh for a step. netsh is the documented way to set addresses, routes and DNS servers both now and for good: IP Helper's are gone after a restart, and where Windows keeps static IPv6 addresses is documented nowhere.
/// The arguments are words of netsh, numbers and addresses: interfaces go by index, and no text of a person is among them.
/// </summary>
public static class NetshCommands
{
    /// <param name="index4">Of the interface, for IPv4.</param>
    /// <param name="index6">Of the interface, for IPv6.</param>
    /// <returns>Empty for what is not set by netsh: names and what is in the registry only.</returns>
    public static ImmutableArray<ImmutableArray<string>> For(NetworkStep step, uint index4, uint index6)
    {
        var (saved, now) = (step.Saved, step.Now);
        var (name4, name6, interface4, interface6) = (Of("name", index4), Of("name", index6), Of("interface", index4), Of("interface", index6));
        return step.Facet switch
        {
            NetworkFacet.Ipv4 when saved.Dhcp => [["interface", "ipv4", "set", "address", name4, "source=dhcp"]],
            NetworkFacet.Ipv4 => [.. Ipv4(saved.Ipv4, name4)],
            NetworkFacet.Ipv6Addresses =>
            [
                .. now.Ipv6.Addresses.Except(saved.Ipv6.Addresses).Select(ImmutableArray<string> (a) => ["interface", "ipv6", "delete", "address", interface6, Of("address", a.Address), "store=persistent"]),
                .. saved.Ipv6.Addresses.Except(now.Ipv6.Addresses).Select(ImmutableArray<string> (a) => ["interface", "ipv6", "add", "address", interface6, $"{Of("address", a.Address)}/{Number(a.Prefix)}", "store=persistent"]),
            ],
            NetworkFacet.Ipv6Gateways =>
            [
                .. now.Ipv6.Gateways.Except(saved.Ipv6.Gateways).Select(ImmutableArray<string> (g) => ["interface", "ipv6", "delete", "route", "prefix=::/0", interface6, Of("nexthop", g.Address), "store=persistent"]),
                .. saved.Ipv6.Gateways.Except(now.Ipv6.Gateways).Select(ImmutableArray<string> (g) => ["interface", "ipv6", "add", "route", "prefix=::/0", interface6, Of("nexthop", g.Address), Of("metric", g.Metric), "store=persistent"]),
            ],
            NetworkFacet.Ipv4DnsServers => [.. DnsServers("ipv4", name4, saved.Ipv4.DnsServers, saved)],
            NetworkFacet.Ipv6DnsServers => [.. DnsServers("ipv6", name6, saved.Ipv6.DnsServers, saved)],
            NetworkFacet.Ipv4Metric when saved.Ipv4.Metric is { } metric => [["interface", "ipv4", "set", "interface", interface4, Of("metric", metric), "store=persistent"]],
            NetworkFacet.Ipv6Metric when saved.Ipv6.Metric is { } metric => [["interface", "ipv6", "set", "interface", interface6, Of("metric", metric), "store=persistent"]],
            NetworkFacet.Ipv4Routes => [.. saved.Ipv4.Routes.Except(now.Ipv4.Routes).Select(ImmutableArray<string> (r) => ["interface", "ipv4", "add", "route", $"{Of("prefix", r.Destination)}/{Number(r.Prefix)}", interface4, Of("nexthop", r.Gateway), Of("metric", r.Metric), "store=persistent"])],
            _ => [],
        };
    }

    /// <summary>"set address" replaces all addresses and gateways that were there.</summary>
    private static IEnumerable<ImmutableArray<string>> Ipv4(IpSettings ip, string name)
    {
        for (var i = 0; i < ip.Addresses.Length; i++)
        {
            var (address, mask) = (Of("address", ip.Addresses[i].Address), $"mask={NetworkText.MaskOf(ip.Addresses[i].Prefix)}");
            yield return i == 0
                ? ["interface", "ipv4", "set", "address", name, "source=static", address, mask, "gateway=none", "store=persistent"]
                : ["interface", "ipv4", "add", "address", name, address, mask, "store=persistent"];
        }

        foreach (var gateway in ip.Gateways)
        {
            yield return ["interface", "ipv4", "add", "address", name, Of("gateway", gateway.Address), Of("gwmetric", gateway.Metric), "store=persistent"];
        }
    }

    /// <summary>Without validate=no, netsh asks the server first and waits for its time limit. It sets the registration of the addresses too, asked or not.</summary>
    private static IEnumerable<ImmutableArray<string>> DnsServers(string family, string name, ImmutableArray<string> servers, AdapterSettings saved)
    {
        var register = $"register={saved switch { { RegisterAddress: false } => "none", { RegisterSuffix: true } => "both", _ => "primary" }}";
        if (servers.IsEmpty)
        {
            yield return ["interface", family, "set", "dnsservers", name, "source=dhcp", register, "validate=no"];
        }

        for (var i = 0; i < servers.Length; i++)
        {
            yield return i == 0
                ? ["interface", family, "set", "dnsservers", name, "source=static", Of("address", servers[i]), register, "validate=no"]
                : ["interface", family, "add", "dnsservers", name, Of("address", servers[i]), Of("index", i + 1), "validate=no"];
        }
    }

    /// <summary>Parsed once more: whatever a caller passes, only an address comes out.</summary>
    private static string Of(string word, string address) => $"{word}={IPAddress.Parse(address)}";

    private static string Of(string word, long number) => $"{word}={Number(number)}";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
