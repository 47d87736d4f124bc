namespace XenGuestTools.Core;

/// <summary>Windows compares names of files, keys, services, devices and INFs without case.</summary>
internal static class Names
{
    public const string Services = @"SYSTEM\CurrentControlSet\Services";

    public static bool Same(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    public static bool Starts(string text, string start) => text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    public static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>Is one of the names this one?</summary>
    public static bool Among(ReadOnlySpan<string> names, string? name)
    {
        foreach (var other in names)
        {
            if (Same(other, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Does the whole text fit the pattern, in which "*" stands for any characters?</summary>
    public static bool Like(string text, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return Same(text, pattern);
        }

        if (!Starts(text, parts[0]))
        {
            return false;
        }

        var position = parts[0].Length;
        for (var i = 1; i < parts.Length - 1; i++)
        {
            var found = text.IndexOf(parts[i], position, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return false;
            }

            position = found + parts[i].Length;
        }

        return text.Length - position >= parts[^1].Length && text.EndsWith(parts[^1], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Is the key this one or below it?</summary>
    public static bool Below(string key, string parent) => Starts(key, parent) && (key.Length == parent.Length || key[parent.Length] == '\\');

    /// <summary>All four fields, so that 9.1 and 9.1.0.0 are the same version.</summary>
    public static Version Full(Version version) =>
        new(version.Major, version.Minor, Math.Max(version.Build, 0), Math.Max(version.Revision, 0));
}
