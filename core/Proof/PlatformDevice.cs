using System.Text.RegularExpressions;

namespace XenGuestTools.Core.Proof;

/// <summary>The PCI device of a Xen VM (facts 4.1). Numbers from C000 to C2FF belong to vendors; C147 is a graphics card.</summary>
/// <param name="Number">Four hex digits in upper case, such as 0001.</param>
internal sealed partial record PlatformDevice(string Number)
{
    /// <summary>The device by which Windows Update knows a VM ("Windows Update tools").</summary>
    public bool IsVendorDevice => Number is ['C', ..];

    public static PlatformDevice? TryParse(string hardwareId) => Form().Match(hardwareId) is { Success: true } match ? new(match.Groups["number"].Value.ToUpperInvariant()) : null;

    [GeneratedRegex(@"^PCI\\VEN_5853&DEV_(?<number>000[12]|(?!C147)C[0-2][0-9A-F]{2})(&SUBSYS_[0-9A-F]{8})?(&REV_[0-9A-F]{2})?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
