namespace XenGuestTools.Core;

/// <summary>The INF says something that a driver package can't mean. The message is a sentence that names section and line.</summary>
public sealed class InfException : Exception
{
    public InfException()
    {
    }

    public InfException(string message)
        : base(message)
    {
    }

    public InfException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <param name="section">"" when the line is in none.</param>
    /// <param name="line">Counted from 1; 0 when no single line is to blame.</param>
    /// <param name="reason">A sentence that starts small.</param>
    public InfException(string section, int line, string reason)
        : base("INF" + (section.Length == 0 ? "" : $" section [{section}]") + (line == 0 ? "" : $" line {line}") + ": " + reason)
    {
        Section = section;
        Line = line;
    }

    public string Section { get; } = "";

    public int Line { get; }
}
