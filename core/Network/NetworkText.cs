using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace XenGuestTools.Core.Network;

/// <summary>Addresses as text, and the sentences about adapters.</summary>
public static class NetworkText
{
    private const int MacLength = 17;

    public static string MacOf(ReadOnlySpan<byte> bytes) => Convert.ToHexString(bytes).Chunk(2).Select(b => new string(b)).Aggregate((a, b) => $"{a}-{b}");

    public static bool IsMac(string text) => text.Length == MacLength && !text.Where((c, i) => i % 3 == 2 ? c != '-' : !char.IsAsciiHexDigit(c)).Any();

    /// <summary>Is it an address in the one way in which this program writes it? "010.1" and "fe80::1%3" are none.</summary>
    public static bool IsAddress(string text, AddressFamily family) =>
        IPAddress.TryParse(text, out var address) && address.AddressFamily == family && text == address.ToString() && !text.Contains('%', StringComparison.Ordinal);

    /// <summary>255.255.255.0 is 24; null if the ones are not all in front.</summary>
    public static int? PrefixOf(string mask)
    {
        if (!IsAddress(mask, AddressFamily.InterNetwork))
        {
            return null;
        }

        var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(mask).GetAddressBytes());
        var ones = System.Numerics.BitOperations.PopCount(bits);
        return bits == (uint)(ulong.MaxValue << (32 - ones)) ? ones : null;
    }

    public static string MaskOf(int prefix) => new IPAddress(System.Buffers.Binary.BinaryPrimitives.ReverseEndianness((uint)(ulong.MaxValue << (32 - prefix)))).ToString();

    /// <summary>What a step does, such as "Ethernet 2 (02-…): IPv4 address 192.0.2.10/24, gateway 192.0.2.1".</summary>
    public static string Of(NetworkStep step)
    {
        var (saved, now) = (step.Saved, step.Now);
        var what = step.Facet switch
        {
            NetworkFacet.Name => $"name '{saved.Name}'",
            NetworkFacet.NetBios => $"NetBIOS over TCP/IP: {saved.NetBios switch { NetBiosOption.On => "on", NetBiosOption.Off => "off", _ => "as DHCP says" }}",
            NetworkFacet.DnsRegistration => $"DNS suffix {(saved.DnsSuffix.Length == 0 ? "none" : saved.DnsSuffix)}, register the addresses: {YesNo(saved.RegisterAddress)}, with this suffix: {YesNo(saved.RegisterSuffix)}",
            NetworkFacet.Ipv4 => saved.Dhcp ? "IPv4 address from DHCP" : $"IPv4 address {List(saved.Ipv4.Addresses)}, gateway {List(saved.Ipv4.Gateways)}",
            NetworkFacet.Ipv6Addresses => $"IPv6 address {List(saved.Ipv6.Addresses)}",
            NetworkFacet.Ipv6Gateways => $"IPv6 gateway {List(saved.Ipv6.Gateways)}",
            NetworkFacet.Ipv4DnsServers => $"IPv4 DNS servers {List(saved.Ipv4.DnsServers)}",
            NetworkFacet.Ipv6DnsServers => $"IPv6 DNS servers {List(saved.Ipv6.DnsServers)}",
            NetworkFacet.Ipv4Metric => string.Create(CultureInfo.InvariantCulture, $"IPv4 metric {saved.Ipv4.Metric}"),
            NetworkFacet.Ipv6Metric => string.Create(CultureInfo.InvariantCulture, $"IPv6 metric {saved.Ipv6.Metric}"),
            _ => $"IPv4 routes {string.Join(", ", saved.Ipv4.Routes.Select(r => $"{r.Destination}/{r.Prefix} by {r.Gateway}"))}",
        };
        return $"{now.Name} ({now.Mac}): {what}";
    }

    /// <summary>A code starts what a person should look at.</summary>
    public static string Of(NetworkReport report)
    {
        var adapter = $"{report.Name} ({report.Mac})";
        return report.Verdict switch
        {
            NetworkVerdict.Unchanged => $"{adapter}: has its settings.",
            NetworkVerdict.Lost => $"{adapter}: has lost settings.",
            NetworkVerdict.NotThere => $"XGT1211: {adapter}: no adapter with this MAC address is there. Its settings stay saved: once it is there, run 'guesttools network restore'.",
            NetworkVerdict.TwoAdapters => $"XGT1212: {adapter}: more than one adapter has this MAC address, so nothing is restored. Compare them with the saved file and set them by hand.",
            NetworkVerdict.ChangedSince => $"XGT1213: {adapter}: its settings are not the saved ones; they were changed on the same interface and stay as they are.",
            _ => $"XGT1214: {adapter}: another adapter has the name '{report.Name}' now. Rename that one first.",
        };
    }

    /// <summary>A step that was carried out and is not to be seen in the settings afterwards.</summary>
    public static string NotRestored(NetworkStep step, string reason) => $"XGT1215: Not restored: {Of(step)}{(reason.Length == 0 ? "" : $" ({reason})")}. Set it by hand.";

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string List(IReadOnlyCollection<IpPrefix> list) => List([.. list.Select(a => string.Create(CultureInfo.InvariantCulture, $"{a.Address}/{a.Prefix}"))]);

    private static string List(IReadOnlyCollection<IpGateway> list) => List([.. list.Select(g => g.Address)]);

    private static string List(IReadOnlyCollection<string> list) => list.Count == 0 ? "none" : string.Join(", ", list);
}
