namespace XenGuestTools.Core.Cleaning;

/// <summary>A command line that starts with a program in quotes, as Burn registers its own: whatever stands without quotes could mean several programs.</summary>
/// <param name="Arguments">As they stand, with the space before them.</param>
public sealed record ProgramCommand(string Program, string Arguments)
{
    /// <returns>Null for a text without a program in quotes.</returns>
    public static ProgramCommand? Parse(string? text) =>
        text is ['"', ..] && text.IndexOf('"', 1) is > 1 and var end ? new ProgramCommand(text[1..end], text[(end + 1)..]) : null;
}
