using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Archives;

/// <summary>The path of an entry in an archive, judged by the rules of Windows, where the files end up (Microsoft: "Naming Files, Paths, and Namespaces").</summary>
internal static partial class EntryName
{
    private const int LongestPart = 255;
    private const int LongestPath = 1000;

    /// <summary>The names between the slashes, of either kind; "." is left out.</summary>
    public static IReadOnlyList<string> Parts(string entry) => [.. entry.Split('/', '\\').Where(part => part is not ("" or "."))];

    /// <summary>What is wrong with the path, as it goes on after "whose name …"; null: nothing.</summary>
    public static string? Fault(string entry) => entry switch
    {
        ['/' or '\\', ..] => "starts at the root of a disk",
        [_, ':', ..] when char.IsAsciiLetter(entry[0]) => "starts with a drive letter",
        { Length: > LongestPath } => "is too long",
        _ => Parts(entry).Select(PartFault).FirstOrDefault(fault => fault is not null),
    };

    private static string? PartFault(string part) => part switch
    {
        ".." => "leaves its folder",
        { Length: > LongestPart } => "is too long",
        [.., '.' or ' '] => "has a part that ends with a dot or a blank, which Windows drops",
        _ when part.Contains(':', StringComparison.Ordinal) => "names a stream of a file",
        _ when part.Any(c => char.IsControl(c) || "<>\"|?*".Contains(c, StringComparison.Ordinal)) => "has a character that Windows doesn't allow",
        _ when Device().IsMatch(part) => "is that of a device",
        _ => null,
    };

    [GeneratedRegex(@"^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();
}
