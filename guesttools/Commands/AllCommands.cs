using System.Collections.Immutable;

namespace XenGuestTools.GuestTools;

/// <summary>Every command, in the order of the help.</summary>
internal static class AllCommands
{
    public static ImmutableArray<Command> List { get; } =
    [
        CheckCommand.Command,
        StatusCommand.Command,
        .. CleanCommand.Commands,
        .. NetworkCommand.Commands,
        ReportCommand.Command,
        OfflineCommand.Command,
    ];
}
