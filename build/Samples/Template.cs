using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Samples;

/// <summary>Text with places to fill in: <c>@Name@</c>.</summary>
internal static partial class Template
{
    /// <param name="file">Named in the error when a place has no value.</param>
    public static string Fill(string text, string file, IReadOnlyDictionary<string, string> values) => Place().Replace(
        text,
        place => values.TryGetValue(place.Groups[1].Value, out var value)
            ? value
            : throw new BuildException($"{file} asks for {place.Value}, and there is no value of that name. Known are: {string.Join(", ", values.Keys)}."));

    [GeneratedRegex("@([A-Za-z]+)@")]
    private static partial Regex Place();
}
