using System.Collections.Immutable;
using System.Text;

namespace XenGuestTools.Core;

/// <summary>One line of a section: <c>key = field, field</c> or <c>field, field</c>.</summary>
public sealed class InfLine(string? key, ImmutableArray<string> fields, int number)
{
    /// <summary>Null for a line without "=".</summary>
    public string? Key => key;

    /// <summary>Unquoted, %strings% filled in; empty fields are "".</summary>
    public ImmutableArray<string> Fields => fields;

    /// <summary>Where the line starts, counted from 1.</summary>
    public int Number => number;

    /// <summary>The field at this place, "" beyond the last one.</summary>
    public string Field(int index) => index < Fields.Length ? Fields[index] : "";

    internal bool HasKey(string name) => name.Equals(Key, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The sections and lines of an INF (Microsoft: "General Syntax Rules for INF Files"). Names are compared without case; sections of one name are one section.</summary>
public sealed class InfFile
{
    private readonly Dictionary<string, InfSection> sections;

    private InfFile(Dictionary<string, InfSection> sections) => this.sections = sections;

    /// <exception cref="InfException">A section name that does not end, a line before the first section, or a field that %strings% make too long.</exception>
    public static InfFile Parse(string text)
    {
        var sections = new InfReader(text).Read();
        InfStrings strings = new(sections);
        foreach (var section in sections.Values)
        {
            if (!section.HoldsStrings)
            {
                Expand(section, strings);
            }
        }

        return new InfFile(sections);
    }

    /// <summary>Reads UTF-16 or UTF-8 by its byte-order mark; without one UTF-16 if one of the first two bytes is 0 (an INF starts with ASCII), else UTF-8, and Latin-1 where it is not valid UTF-8.</summary>
    /// <exception cref="InfException">As <see cref="Parse"/>.</exception>
    public static InfFile Read(ReadOnlySpan<byte> bytes) => Parse(Decode(bytes));

    public bool HasSection(string section) => Find(section) is not null;

    /// <summary>The lines of a section in file order; none if there is no such section.</summary>
    public ImmutableArray<InfLine> Lines(string section) => Find(section) is { } found ? [.. found.Lines] : [];

    /// <summary>The first line of the section with this key.</summary>
    public InfLine? Line(string section, string key) => Find(section)?.First(key);

    private static string Decode(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, .. var rest] => Encoding.Unicode.GetString(rest),
        [0xFE, 0xFF, .. var rest] => Encoding.BigEndianUnicode.GetString(rest),
        [0xEF, 0xBB, 0xBF, .. var rest] => Encoding.UTF8.GetString(rest),
        [not 0, 0, ..] => Encoding.Unicode.GetString(bytes),
        [0, not 0, ..] => Encoding.BigEndianUnicode.GetString(bytes),
        _ => System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Encoding.Latin1.GetString(bytes),
    };

    private static void Expand(InfSection section, InfStrings strings)
    {
        var lines = section.Lines;
        for (var i = 0; i < lines.Count; i++)
        {
            if (HasPercent(lines[i]))
            {
                var line = lines[i];
                var fields = ImmutableArray.CreateBuilder<string>(line.Fields.Length);
                foreach (var field in line.Fields)
                {
                    fields.Add(Expand(field));
                }

                lines[i] = new InfLine(line.Key is { } key ? Expand(key) : null, fields.MoveToImmutable(), line.Number);

                string Expand(string text) => strings.Expand(text) ?? throw new InfException(section.Name, line.Number, $"with its %strings% filled in, a field has more than {InfStrings.Longest} characters.");
            }
        }
    }

    private static bool HasPercent(InfLine line)
    {
        foreach (var field in line.Fields)
        {
            if (field.Contains('%', StringComparison.Ordinal))
            {
                return true;
            }
        }

        return line.Key?.Contains('%', StringComparison.Ordinal) == true;
    }

    private InfSection? Find(string name) => sections.GetValueOrDefault(name);
}
