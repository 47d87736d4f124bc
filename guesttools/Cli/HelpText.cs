using System.Collections.Immutable;
using XenGuestTools.Core;

namespace XenGuestTools.GuestTools;

/// <summary>The words of --help and --version, put together from the commands.</summary>
internal static class HelpText
{
    private const string ExitCodes = $"""
           0  fine: nothing stands against it (check), installed and working (status), done
           1  guesttools could not do its work; standard error says why
           2  check: an installation would be refused
           3  check: an installation would go on, with warnings
           4  status: a driver waits for a restart of Windows; clean, undo: restart Windows to finish
           5  status: something that is installed does not work
           6  status: nothing of {Product.Name} is installed
           7  network: adapters don't have the saved settings, or not all could be restored
           8  network: nothing is saved
           9  clean, undo, offline without --yes: there is something to do
          10  clean, undo: something could not be removed, or put back
          11  undo, offline --undo: there is nothing to take back
          12  offline: that Windows will not start, and it is not repaired
          13  status --wait: not settled in that time
          64  the command line is not understood
        """;

    private static readonly ImmutableArray<Option> Common = [new("--version", null, ""), new("--help", null, "with a command: what it does, and its options")];

    /// <summary>Of the whole program.</summary>
    public static string Of(IEnumerable<Command> commands) => $"""
        guesttools: {Product.Name} on this machine. Only network save changes anything without --yes.

        {Lines(commands.Where(c => !c.IsHidden).Select(c => (Shown(c), c.Summary)))}

        {Lines(Common.Select(o => (o.Shown, o.Help)))}

        Exit codes
        {ExitCodes}
        """;

    /// <summary>Of one command.</summary>
    public static string Of(Command command) => $"""
        guesttools {Shown(command)}: {command.Summary}{(command.Summary.EndsWith('?') ? "" : ".")}
        {(command.Details is { } details ? $"{Environment.NewLine}{details}{Environment.NewLine}" : "")}
        {Lines(command.Options.Append(Common[^1] with { Help = "this text" }).Select(o => (o.Shown, o.Help)))}
        """;

    public static string VersionOf(string version) => version.Contains("SAMPLE", StringComparison.Ordinal)
        ? $"guesttools {version} (built from SAMPLE driver packages: for tests, not for use)"
        : $"guesttools {version}";

    private static string Shown(Command command) => command.Operand is { } operand ? $"{command.Name} [<{operand}>]" : command.Name;

    private static string Lines(IEnumerable<(string Left, string Right)> lines) => string.Join(Environment.NewLine, lines.Select(line => $"  {line.Left,-28} {line.Right}".TrimEnd()));
}
