using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace XenGuestTools.Core.Network;

/// <summary>The values of Tcpip\Parameters\Interfaces and what becomes of them. Lists that go together (address and mask, gateway and metric) are values of their own and may differ in length.</summary>
public static class TcpipValues
{
    /// <summary>IPAddress and SubnetMask. 0.0.0.0 stands for none.</summary>
    public static ImmutableArray<IpPrefix> Addresses(IReadOnlyList<string> addresses, IReadOnlyList<string> masks) =>
        [.. addresses.Zip(masks, (a, m) => (Address: Canonical(a, AddressFamily.InterNetwork), Prefix: NetworkText.PrefixOf(m.Trim())))
            .Where(p => p is { Address: not null and not "0.0.0.0", Prefix: > 0 }).Select(p => new IpPrefix(p.Address!, p.Prefix!.Value)).Distinct()];

    /// <summary>DefaultGateway and DefaultGatewayMetric.</summary>
    public static ImmutableArray<IpGateway> Gateways(IReadOnlyList<string> gateways, IReadOnlyList<string> metrics) =>
        [.. gateways.Select((g, i) => (Address: Canonical(g, AddressFamily.InterNetwork), Metric: i < metrics.Count ? Metric(metrics[i]) : 0))
            .Where(g => g.Address is not null and not "0.0.0.0").Select(g => new IpGateway(g.Address!, g.Metric)).DistinctBy(g => g.Address)];

    /// <summary>NameServer: separated by commas or blanks.</summary>
    public static ImmutableArray<string> Servers(string text, AddressFamily family) =>
        [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Select(s => Canonical(s, family)).OfType<string>().Distinct()];

    /// <summary>The names of the values of PersistentRoutes: "destination,mask,gateway,metric".</summary>
    public static ImmutableArray<IpRoute> Routes(IEnumerable<string> names) => [.. names.Select(Route).OfType<IpRoute>().Distinct()];

    /// <summary>Null if it is no address of this family.</summary>
    public static string? Canonical(string text, AddressFamily family) =>
        IPAddress.TryParse(text.Trim(), out var address) && NetworkText.IsAddress(address.ToString(), family) ? address.ToString() : null;

    private static IpRoute? Route(string name) =>
        name.Split(',') is [var destination, var mask, var gateway, var metric]
        && Canonical(destination, AddressFamily.InterNetwork) is { } to && Canonical(gateway, AddressFamily.InterNetwork) is { } by && NetworkText.PrefixOf(mask) is { } prefix and > 0
            ? new IpRoute(to, prefix, by, Metric(metric))
            : null;

    private static int Metric(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var metric) ? metric : 0;
}
