using System.Collections.Immutable;

namespace XenGuestTools.GuestTools;

/// <summary>One thing that guesttools does: its words, its options, its help and the code behind it.</summary>
internal sealed record Command
{
    /// <summary>One word, or two of which several commands may share the first: <c>network save</c>.</summary>
    public required string Name { get; init; }

    /// <summary>One line for the list of commands, without a full stop.</summary>
    public required string Summary { get; init; }

    /// <summary>Whole lines for the command's own help, below the summary.</summary>
    public string? Details { get; init; }

    /// <summary>What may stand after the command: <c>Windows folder</c>; null if nothing.</summary>
    public string? Operand { get; init; }

    public ImmutableArray<Option> Options { get; init; } = [];

    /// <summary>Not for people: Windows starts it.</summary>
    public bool IsHidden { get; init; }

    public required Func<CommandLine, ExitCode> Run { get; init; }

    /// <summary>The words that start the command.</summary>
    public string[] Words => Name.Split(' ');

    /// <summary>For JSON and logs, and short: a list of options says nothing.</summary>
    public override string ToString() => Name;
}
