using System.Text;

namespace XenGuestTools.Core;

/// <summary>A section while an INF is read.</summary>
internal sealed class InfSection(string name)
{
    private Dictionary<string, InfLine>? firsts;

    public string Name { get; } = name;

    public List<InfLine> Lines { get; } = [];

    /// <summary>[Strings] and its translations, such as [Strings.0407].</summary>
    public bool HoldsStrings => IsNamed("Strings") || Name.StartsWith("Strings.", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first line with this key. To be asked once all lines are there.</summary>
    public InfLine? First(string key)
    {
        if (firsts is null)
        {
            Dictionary<string, InfLine> index = new(StringComparer.OrdinalIgnoreCase);
            foreach (var line in Lines)
            {
                if (line.Key is { } name)
                {
                    index.TryAdd(name, line);
                }
            }

            firsts = index;
        }

        return firsts.GetValueOrDefault(key);
    }

    public bool IsNamed(string other) => Name.Equals(other, StringComparison.OrdinalIgnoreCase);
}

/// <summary>Fills in %names%. The undecorated [Strings] comes first, so that the facts of a package don't depend on the language of the machine; translations only fill its gaps.</summary>
internal sealed class InfStrings
{
    /// <summary>In characters: a little below MAX_INF_STRING_LENGTH (4096, setupapi.h), which counts the end of the string too.</summary>
    public const int Longest = 4095;

    private readonly Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);

    public InfStrings(Dictionary<string, InfSection> sections)
    {
        Add(sections.Values, decorated: false);
        Add(sections.Values, decorated: true);
    }

    /// <summary>"%%" is one percent sign. A name that no string has stays as it is, as in SetupAPI: directory IDs such as %12% are filled in where they mean something.</summary>
    /// <returns>Null if the text becomes longer than Windows takes, which also keeps a small file from filling the memory.</returns>
    public string? Expand(string text)
    {
        var start = text.IndexOf('%', StringComparison.Ordinal);
        if (start < 0)
        {
            return text;
        }

        StringBuilder expanded = new();
        var position = 0;
        while (start >= 0 && expanded.Length <= Longest)
        {
            var end = text.IndexOf('%', start + 1);
            if (end < 0)
            {
                break;
            }

            var name = text[(start + 1)..end];
            expanded.Append(text, position, start - position);
            expanded.Append(name.Length == 0 ? "%" : values.GetValueOrDefault(name, text[start..(end + 1)]));
            position = end + 1;
            start = text.IndexOf('%', position);
        }

        return expanded.Length + text.Length - position <= Longest ? expanded.Append(text, position, text.Length - position).ToString() : null;
    }

    private void Add(IEnumerable<InfSection> sections, bool decorated)
    {
        foreach (var section in sections)
        {
            if (!section.HoldsStrings || section.IsNamed("Strings") == decorated)
            {
                continue;
            }

            foreach (var line in section.Lines)
            {
                if (line.Key is { Length: > 0 })
                {
                    values.TryAdd(line.Key, line.Field(0));
                }
            }
        }
    }
}
