using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>A registry value as the index of a backup has it: the number of its kind, a space, and its data.</summary>
/// <param name="Data">A text or a number.</param>
[SupportedOSPlatform("windows")]
internal sealed record SavedValue(RegistryValueKind Kind, object Data)
{
    /// <returns>Null for data that no line can hold. Run keys, upgrade codes and Unplug have numbers and short texts.</returns>
    public static SavedValue? Of(object? data, RegistryValueKind kind) =>
        data is int || (data is string text && !text.AsSpan().ContainsAny('\t', '\r', '\n')) ? new SavedValue(kind, data) : null;

    /// <returns>Null for a text that is not one of a value.</returns>
    public static SavedValue? Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return null;
        }

        var data = text[(space + 1)..];
        return text[..space] switch
        {
            "1" => new SavedValue(RegistryValueKind.String, data),
            "2" => new SavedValue(RegistryValueKind.ExpandString, data),
            "4" when int.TryParse(data, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new SavedValue(RegistryValueKind.DWord, number),
            _ => null,
        };
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(int)Kind} {Data}");
}
