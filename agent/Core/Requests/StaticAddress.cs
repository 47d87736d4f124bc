using System.Net;
using System.Net.Sockets;

namespace XenGuestTools.Agent.Requests;

/// <summary>An address that an adapter shall have.</summary>
/// <param name="PrefixLength">Bits of the network, from 1.</param>
/// <param name="Gateway">Where all other networks are; null for no change.</param>
public sealed record StaticAddress(IPAddress Address, int PrefixLength, IPAddress? Gateway)
{
    private const int MaxText = 49; // the longest IPv6 address, a slash and three digits
    private const int V4Parts = 4;
    private const int MaxPrefixDigits = 3;

    /// <summary>Null unless it is an address of one host, a slash and a prefix length, and the gateway an address of the same family or null.</summary>
    public static StaticAddress? Parse(AddressFamily family, string address, string? gateway)
    {
        var slash = address.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || address.Length > MaxText)
        {
            return null;
        }

        var length = address[(slash + 1)..];
        var host = ParseHost(family, address[..slash]);
        var router = gateway is null ? null : ParseHost(family, gateway);
        var bits = length.Length <= MaxPrefixDigits ? HostValues.Number(length) : null;
        return host is null || bits is not > 0 || bits > Bits(family) || (gateway is not null && (router is null || router.Equals(host))) ? null : new(host, bits.Value, router);
    }

    private static int Bits(AddressFamily family) => family == AddressFamily.InterNetwork ? 32 : 128;

    private static IPAddress? ParseHost(AddressFamily family, string text) => family == AddressFamily.InterNetwork ? ParseV4(text) : ParseV6(text);

    /// <summary>Four numbers without leading zeros: IPAddress would also take "10.1" or octal numbers, which others read differently.</summary>
    private static IPAddress? ParseV4(string text)
    {
        var parts = text.Split('.');
        if (parts.Length != V4Parts || !parts.All(p => HostValues.Number(p) is <= byte.MaxValue))
        {
            return null;
        }

        byte[] bytes = [.. parts.Select(p => (byte)HostValues.Number(p)!.Value)];
        return bytes[0] is 0 or 127 or >= 224 ? null : new(bytes); // this host, loopback, groups and reserved
    }

    private static IPAddress? ParseV6(string text) =>
        text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.') && IPAddress.TryParse(text, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            && !address.IsIPv6Multicast && !address.IsIPv4MappedToIPv6 && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.IPv6None)
            ? address
            : null;
}
