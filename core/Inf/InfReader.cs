using System.Collections.Immutable;
using System.Text;

namespace XenGuestTools.Core;

/// <summary>
/// Splits INF text into sections, lines and fields (Microsoft: "General Syntax Rules for INF Files"): <c>;</c> starts a comment outside quotes, a backslash that ends a line continues it,
/// a doubled quote inside quotes is one quote, blanks around a field don't count.
/// </summary>
internal sealed class InfReader(string text)
{
    private readonly StringBuilder token = new();
    private readonly List<string> fields = [];
    private string? key;
    private int significant;
    private int position;
    private int line = 1;

    public List<InfSection> Read()
    {
        List<InfSection> sections = [];
        InfSection? section = null;
        while (SkipToContent())
        {
            if (text[position] == '[')
            {
                section = Open(sections, SectionName());
                continue;
            }

            var number = line;
            ReadLine();
            if (section is null)
            {
                throw new InfException("", number, "the line stands before the first section, so it belongs to none.");
            }

            section.Lines.Add(new InfLine(key, [.. fields], number));
        }

        return sections;
    }

    private static InfSection Open(List<InfSection> sections, string name)
    {
        foreach (var section in sections)
        {
            if (section.IsNamed(name))
            {
                return section;
            }
        }

        var opened = new InfSection(name);
        sections.Add(opened);
        return opened;
    }

    /// <summary>Moves to the next character that is neither blank nor comment; false at the end. Control-Z ends a text file of old.</summary>
    private bool SkipToContent()
    {
        while (position < text.Length && text[position] != '\u001a')
        {
            var c = text[position];
            if (c == ';')
            {
                SkipComment();
            }
            else if (char.IsWhiteSpace(c) || c == '\0')
            {
                Advance();
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private string SectionName()
    {
        var start = ++position;
        while (!AtEndOfLine() && text[position] != ']')
        {
            position++;
        }

        if (AtEndOfLine())
        {
            throw new InfException("", line, "the section name has no closing \"]\".");
        }

        var name = text[start..position].Trim();
        position++;
        SkipRestOfLine();
        return name;
    }

    /// <summary>Fills <see cref="key"/> and <see cref="fields"/> from one logical line.</summary>
    private void ReadLine()
    {
        key = null;
        fields.Clear();
        token.Clear();
        significant = 0;
        while (!AtEndOfLine() && text[position] != ';')
        {
            ReadCharacter();
        }

        if (fields.Count > 0 || significant > 0 || key is null)
        {
            EndField();
        }

        SkipRestOfLine();
    }

    private void ReadCharacter()
    {
        var c = text[position++];
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
        else if (c != '\\' || !Continues())
        {
            Append(c);
        }
    }

    private void Append(char c)
    {
        var blank = char.IsWhiteSpace(c) || c == '\0';
        if (blank && token.Length == 0)
        {
            return;
        }

        token.Append(c);
        significant = blank ? significant : token.Length;
    }

    /// <summary>After the opening quote; a missing closing one is taken at the end of the line, as SetupAPI does.</summary>
    private void ReadQuoted()
    {
        while (!AtEndOfLine())
        {
            var c = text[position++];
            if (c == '"')
            {
                if (AtEndOfLine() || text[position] != '"')
                {
                    break;
                }

                position++;
            }

            token.Append(c);
            significant = token.Length;
        }
    }

    /// <summary>After a backslash: if only blanks or a comment follow on the line, moves to the next line.</summary>
    private bool Continues()
    {
        var ahead = position;
        while (ahead < text.Length && text[ahead] is ' ' or '\t')
        {
            ahead++;
        }

        if (ahead < text.Length && text[ahead] is not ('\r' or '\n' or ';'))
        {
            return false;
        }

        SkipRestOfLine();
        return true;
    }

    private void EndField()
    {
        fields.Add(token.ToString(0, significant));
        token.Clear();
        significant = 0;
    }

    private bool AtEndOfLine() => position >= text.Length || text[position] is '\n' or '\r' or '\u001a';

    private void SkipComment()
    {
        while (!AtEndOfLine())
        {
            position++;
        }
    }

    private void SkipRestOfLine()
    {
        SkipComment();
        if (position < text.Length && text[position] == '\r')
        {
            position++;
            line += position < text.Length && text[position] == '\n' ? 0 : 1;
        }

        if (position < text.Length && text[position] == '\n')
        {
            Advance();
        }
    }

    private void Advance()
    {
        var c = text[position++];
        line += c == '\n' || (c == '\r' && (position >= text.Length || text[position] != '\n')) ? 1 : 0;
    }
}
