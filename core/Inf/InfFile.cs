using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>One line of a section: <c>key = field, field</c> or <c>field, field</c>.</summary>
/// <param name="Key">Null for a line without "=".</param>
/// <param name="Fields">Unquoted, %strings% filled in; empty fields are "".</param>
/// <param name="Number">Where the line starts, counted from 1.</param>
public sealed record InfLine(string? Key, ImmutableArray<string> Fields, int Number)
{
    /// <summary>The field at this place, "" beyond the last one.</summary>
    public string Field(int index) => index < Fields.Length ? Fields[index] : "";
}

/// <summary>The sections and lines of an INF (Microsoft: "General Syntax Rules for INF Files"). Names are compared without case; sections of one name are one section.</summary>
public sealed class InfFile
{
    /// <exception cref="InfException">A section name that does not end, or a line before the first section.</exception>
    public static InfFile Parse(string text) => throw new NotImplementedException();

    /// <summary>Reads UTF-16 or UTF-8 by its byte-order mark; without one UTF-8, and Latin-1 where it is not valid UTF-8.</summary>
    /// <exception cref="InfException">As <see cref="Parse"/>.</exception>
    public static InfFile Read(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public bool HasSection(string section) => throw new NotImplementedException();

    /// <summary>The lines of a section in file order; none if there is no such section.</summary>
    public ImmutableArray<InfLine> Lines(string section) => throw new NotImplementedException();
}
