using System.Buffers;
using System.Collections.Immutable;
using System.Net.Sockets;

namespace XenGuestTools.Core.Network;

/// <summary>Is every value of the file one that may be applied? Without this nothing of it reaches a command line or the registry.</summary>
internal static class SavedNetworkCheck
{
    private const int MostAdapters = 256;
    private const int MostEntries = 1024;
    private const int LongestName = 256;
    private const int LongestSuffix = 255;
    private const int LargestMetric = 9999;

    /// <summary>Windows refuses these in the name of a connection.</summary>
    private static readonly SearchValues<char> NotInNames = SearchValues.Create(@"\/:*?""<>|");
    private static readonly SearchValues<char> Suffix = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <returns>Null, or what is wrong, for the end of "can't be used: ".</returns>
    public static string? ProblemOf(SavedNetwork saved) => saved switch
    {
        { Schema: not SavedNetwork.CurrentSchema } => $"its schema is {saved.Schema}, and this version knows only {SavedNetwork.CurrentSchema}",
        { Operation: not "install" and not "remove" } => "its operation is neither install nor remove",
        { Boot.Length: < 1 or > 64 } => "its boot is not an identifier",
        { Runs: < 0 or > SavedNetwork.MostRuns } => $"its runs are not between 0 and {SavedNetwork.MostRuns}",
        { Adapters.IsDefault: true } => "it has no list of adapters",
        { Adapters.Length: > MostAdapters } => $"it has more than {MostAdapters} adapters",
        _ => saved.Adapters.Select(a => ProblemOf(a?.Settings)).FirstOrDefault(p => p is not null),
    };

    public static string? ProblemOf(AdapterSettings? adapter) => adapter switch
    {
        null => "an adapter is missing its settings",
        _ when !NetworkText.IsMac(adapter.Mac) => "an adapter's mac is not six bytes such as 02-1A-2B-3C-4D-5E",
        _ when !IsName(adapter.Name) => $"the name of {adapter.Mac} is not one that Windows allows",
        { Interface: var guid } when guid == Guid.Empty => $"the interface of {adapter.Mac} is empty",
        _ when adapter.DnsSuffix.Length > LongestSuffix || adapter.DnsSuffix.AsSpan().ContainsAnyExcept(Suffix) => $"the dnsSuffix of {adapter.Mac} is no DNS name",
        _ when !Enum.IsDefined(adapter.NetBios) => $"the netBios of {adapter.Mac} is none of the three options",
        _ => ProblemOf(adapter.Ipv4, AddressFamily.InterNetwork, $"the ipv4 of {adapter.Mac}") ?? ProblemOf(adapter.Ipv6, AddressFamily.InterNetworkV6, $"the ipv6 of {adapter.Mac}") ?? Contradiction(adapter),
    };

    private static string? Contradiction(AdapterSettings adapter) => adapter switch
    {
        { Dhcp: true, Ipv4: { Addresses.IsEmpty: false } or { Gateways.IsEmpty: false } } => $"{adapter.Mac} has dhcp and addresses or gateways of its own",
        { Dhcp: false, Ipv4.Addresses.IsEmpty: true } => $"{adapter.Mac} has neither dhcp nor an address",
        { Ipv6.Routes.IsEmpty: false } => $"the ipv6 of {adapter.Mac} has routes, which are not supported",
        _ => null,
    };

    private static string? ProblemOf(IpSettings ip, AddressFamily family, string what)
    {
        var bits = family == AddressFamily.InterNetwork ? 32 : 128;
        return ip switch
        {
            _ when Bad(ip.Addresses, a => NetworkText.IsAddress(a.Address, family) && a.Prefix >= 1 && a.Prefix <= bits) => $"the addresses of {what} are not right",
            _ when Bad(ip.Gateways, g => NetworkText.IsAddress(g.Address, family) && IsMetric(g.Metric)) => $"the gateways of {what} are not right",
            _ when Bad(ip.DnsServers, s => NetworkText.IsAddress(s, family)) => $"the dnsServers of {what} are not right",
            _ when Bad(ip.Routes, r => NetworkText.IsAddress(r.Destination, family) && NetworkText.IsAddress(r.Gateway, family) && r.Prefix >= 1 && r.Prefix <= bits && IsMetric(r.Metric)) => $"the routes of {what} are not right",
            { Metric: < 1 or > LargestMetric } => $"the metric of {what} is not between 1 and {LargestMetric}",
            _ => null,
        };
    }

    /// <summary>Missing, too long, with an entry that is not valid, or with one entry twice.</summary>
    private static bool Bad<T>(ImmutableArray<T> list, Func<T, bool> valid) =>
        list.IsDefault || list.Length > MostEntries || list.Any(e => e is null || !valid(e)) || list.Distinct().Count() != list.Length;

    /// <summary>0: automatic.</summary>
    private static bool IsMetric(int metric) => metric is >= 0 and <= LargestMetric;

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && !string.IsNullOrWhiteSpace(name) && !name.AsSpan().ContainsAny(NotInNames) && !name.Any(char.IsControl);
}
