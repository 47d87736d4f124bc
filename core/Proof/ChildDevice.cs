using System.Text.RegularExpressions;

namespace XenGuestTools.Core.Proof;

/// <summary>A device that a Xen bus has made, such as <c>XENBUS\VEN_XP0001&amp;DEV_VIF&amp;REV_0900000B</c> (facts 4.2).</summary>
/// <param name="Prefix">Of the vendor: two letters in upper case (facts 4.3).</param>
/// <param name="Number">Of the platform device below which it is.</param>
/// <param name="Revision">Which interfaces the driver asks for; the first byte is the bus drivers' major version.</param>
internal sealed partial record ChildDevice(string Bus, string Prefix, string Number, string Device, uint Revision)
{
    public uint Generation => Revision >> 24;

    public static ChildDevice? TryParse(string hardwareId) => Form().Match(hardwareId) is { Success: true } match
        ? new(Part(match, "bus"), Part(match, "prefix"), Part(match, "number"), Part(match, "device"), Convert.ToUInt32(Part(match, "revision"), 16))
        : null;

    private static string Part(Match match, string name) => match.Groups[name].Value.ToUpperInvariant();

    [GeneratedRegex(@"^(?<bus>XENBUS|XENVIF)\\VEN_(?<prefix>[A-Z]{2})(?<number>[0-9A-F]{4})&DEV_(?<device>[A-Z]+)&REV_(?<revision>[0-9A-F]{8})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
