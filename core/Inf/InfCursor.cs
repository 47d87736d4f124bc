namespace XenGuestTools.Core;

/// <summary>A place in INF text that knows its line. Control-Z ends a text file of old.</summary>
internal sealed class InfCursor(string text)
{
    private const string LineEnds = "\r\n\u001a";
    private int position;

    /// <summary>Counted from 1.</summary>
    public int Line { get; private set; } = 1;

    public bool AtEndOfLine => position >= text.Length || LineEnds.Contains(text[position], StringComparison.Ordinal);

    public bool Is(char c) => position < text.Length && text[position] == c;

    public char Take() => text[position++];

    /// <summary>The characters up to one of these or the end of the line; moves behind them.</summary>
    public ReadOnlySpan<char> Until(string ends)
    {
        var start = position;
        while (!AtEndOfLine && !ends.Contains(text[position], StringComparison.Ordinal))
        {
            position++;
        }

        return text.AsSpan(start, position - start);
    }

    /// <summary>Moves to the next character that is neither blank nor comment; false at the end.</summary>
    public bool MoveToContent()
    {
        while (position < text.Length && text[position] != '\u001a')
        {
            if (AtEndOfLine || text[position] == ';')
            {
                MoveToNextLine();
            }
            else if (char.IsWhiteSpace(text[position]))
            {
                position++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    public void MoveToNextLine()
    {
        Until("");
        if (!Is('\r') && !Is('\n'))
        {
            return;
        }

        var carriageReturn = Take() == '\r';
        if (carriageReturn && Is('\n'))
        {
            position++;
        }

        Line++;
    }

    /// <summary>After a backslash: if only blanks or a comment follow on the line, moves to the next line.</summary>
    public bool Continue()
    {
        var start = position;
        while (Is(' ') || Is('\t'))
        {
            position++;
        }

        if (AtEndOfLine || Is(';'))
        {
            MoveToNextLine();
            return true;
        }

        position = start;
        return false;
    }
}
