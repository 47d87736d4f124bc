using System.Text;

namespace XenGuestTools.Core;

/// <summary>
/// Splits INF text into sections, lines and fields (Microsoft: "General Syntax Rules for INF Files"): <c>;</c> starts a comment outside quotes, a backslash that ends a line continues it,
/// a doubled quote inside quotes is one quote, blanks around a field don't count.
/// </summary>
internal sealed class InfReader(string text)
{
    private readonly InfCursor cursor = new(text);
    private readonly StringBuilder token = new();
    private readonly List<string> fields = [];
    private string? key;

    /// <summary>How much of the token counts: up to its last character that is quoted or not blank.</summary>
    private int significant;

    /// <summary>By name, without case.</summary>
    public Dictionary<string, InfSection> Read()
    {
        Dictionary<string, InfSection> sections = new(StringComparer.OrdinalIgnoreCase);
        InfSection? section = null;
        while (cursor.MoveToContent())
        {
            var number = cursor.Line;
            if (cursor.Is('['))
            {
                section = Open(sections, SectionName());
                continue;
            }

            ReadLine();
            if (section is null)
            {
                throw new InfException("", number, "the line stands before the first section, so it belongs to none.");
            }

            section.Lines.Add(new InfLine(key, [.. fields], number));
        }

        return sections;
    }

    private static InfSection Open(Dictionary<string, InfSection> sections, string name)
    {
        if (!sections.TryGetValue(name, out var section))
        {
            section = new InfSection(name);
            sections.Add(name, section);
        }

        return section;
    }

    private string SectionName()
    {
        cursor.Take();
        var name = cursor.Until("]").Trim().ToString();
        if (!cursor.Is(']'))
        {
            throw new InfException("", cursor.Line, "the section name has no closing \"]\".");
        }

        cursor.MoveToNextLine();
        return name;
    }

    /// <summary>Fills <see cref="key"/> and <see cref="fields"/> from one logical line.</summary>
    private void ReadLine()
    {
        key = null;
        fields.Clear();
        while (!cursor.AtEndOfLine && !cursor.Is(';'))
        {
            ReadPart();
        }

        if (fields.Count > 0 || token.Length > 0 || key is null)
        {
            EndField();
        }

        cursor.MoveToNextLine();
    }

    /// <summary>Takes the next run of ordinary characters, or one character that means something.</summary>
    private void ReadPart()
    {
        var run = cursor.Until(",;\"\\=");
        if (run.Length > 0 || cursor.AtEndOfLine)
        {
            Append(run);
            return;
        }

        var c = cursor.Take();
        if (c == '"')
        {
            ReadQuoted();
        }
        else if (c == ',')
        {
            EndField();
        }
        else if (c == '=' && key is null && fields.Count == 0)
        {
            EndField();
            key = fields[0];
            fields.Clear();
        }
        else if (c != '\\' || !cursor.Continue())
        {
            Append([c]);
        }
    }

    private void Append(ReadOnlySpan<char> run)
    {
        var added = token.Length == 0 ? run.TrimStart() : run;
        token.Append(added);
        var solid = added.TrimEnd().Length;
        significant = solid > 0 ? token.Length - added.Length + solid : significant;
    }

    /// <summary>After the opening quote; a missing closing one is taken at the end of the line, as SetupAPI does.</summary>
    private void ReadQuoted()
    {
        do
        {
            token.Append(cursor.Until("\""));
            significant = token.Length;
            if (cursor.AtEndOfLine)
            {
                return;
            }

            cursor.Take();
        }
        while (TakeSecondQuote());
    }

    private bool TakeSecondQuote()
    {
        if (!cursor.Is('"'))
        {
            return false;
        }

        token.Append(cursor.Take());
        return true;
    }

    private void EndField()
    {
        fields.Add(token.ToString(0, significant));
        token.Clear();
        significant = 0;
    }
}
