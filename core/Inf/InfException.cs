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

    /// <param name="line">Counted from 1; 0 when no single line is to blame.</param>
    public InfException(string section, int line, string reason)
        : base(line == 0 ? $"INF section [{section}]: {reason}" : $"INF section [{section}], line {line}: {reason}")
    {
        Section = section;
        Line = line;
    }

    public string Section { get; } = "";

    public int Line { get; }
}
