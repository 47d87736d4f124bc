using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Offline;
using XenGuestTools.Core.Windows.Offline;

namespace XenGuestTools.GuestTools;

/// <summary>A Windows that does not start, looked at from outside (docs/offline.md).</summary>
internal static class OfflineCommand
{
    private const string Yes = "--yes";
    private const string Undo = "--undo";
    private const string Force = "--force";

    public static Command Command { get; } = new()
    {
        Name = "offline",
        Operand = "Windows folder",
        Summary = "For a VM that does not start: what keeps it from starting, and the repair",
        Details = """
            Run it in the recovery environment of the VM, or in another VM that has the disk. Without a folder it looks for
            the Windows itself. It lets Windows start from the emulated disks: their drivers start at boot, nothing takes
            those disks away, no filter or driver is asked for that is not there. Before the first change it copies the
            registry to System32\config\XenGuestToolsBackup of that Windows.
            """,
        Options =
        [
            Option.Json,
            new(Yes, null, "do it, or with --undo take it back"),
            new(Undo, null, "take the last repair back, to the byte"),
            new(Force, null, "with --undo: also what somebody has changed since"),
        ],
        Run = Run,
    };

    private static ExitCode Run(CommandLine line)
    {
        if (line.Has(Force) && !line.Has(Undo))
        {
            Console.Error.WriteLine($"guesttools: {Force} goes with {Undo}. Run 'guesttools offline --help'.");
            return ExitCode.Usage;
        }

        OfflineRun run = new(OfflineFolder.Find(line.Operand), ProgramVersion.Text);
        var result = line.Has(Undo) ? run.Undo(line.Has(Force), line.Has(Yes)) : line.Has(Yes) ? run.Repair() : run.Look();
        if (line.Json)
        {
            Console.WriteLine(OfflineJson.Write(result));
        }
        else
        {
            Show(result, line.Has(Undo));
        }

        return CodeOf(result, line.Has(Undo));
    }

    /// <summary>A repair that was taken back is a success, whatever it repaired.</summary>
    private static ExitCode CodeOf(OfflineResult result, bool undo) => result switch
    {
        { Done: true } when undo => ExitCode.Fine,
        { Done: true, Remaining.IsEmpty: false } or { Done: false, Broken.IsEmpty: false } => ExitCode.Unbootable,
        { Done: false, Changes.IsEmpty: false } => ExitCode.Planned,
        _ => ExitCode.Fine,
    };

    private static void Show(OfflineResult result, bool undo)
    {
        Console.WriteLine($"{result.Windows}: starts from {result.Next}; control sets: {string.Join(", ", result.ControlSets)}. Its registry was read from a copy.");
        Rules("What keeps it from starting:", result.Broken, "No rule is broken that is known to keep Windows from starting.");
        Changes(result, undo);
        if (result is { Changes.IsEmpty: false, Remaining.IsEmpty: false } && !undo)
        {
            Rules(result.Done ? "What is left:" : "What would be left:", result.Remaining, "");
        }

        Conclude(result, undo);
    }

    private static void Rules(string title, ImmutableArray<BootViolation> violations, string none)
    {
        Console.WriteLine();
        Console.WriteLine(violations.IsEmpty ? none : title);
        foreach (var violation in violations)
        {
            Paint.Line(ConsoleColor.Red, $"  {violation.ControlSet}: {OfflineText.Of(violation)}.");
        }
    }

    private static void Changes(OfflineResult result, bool undo)
    {
        if (result.Changes.IsEmpty)
        {
            return;
        }

        Console.WriteLine();
        Console.WriteLine($"What {(result.Done ? "was" : "would be")} {(undo ? "put back" : "changed")}:");
        foreach (var change in result.Changes)
        {
            Console.WriteLine(undo ? $"  {change}" : $"  {change} ({OfflineText.PurposeOf(change)})");
        }
    }

    private static void Conclude(OfflineResult result, bool undo)
    {
        var command = $"guesttools offline \"{result.Windows}\"";
        Console.WriteLine();
        if (undo)
        {
            Paint.Line(ConsoleColor.Yellow, result.Done ? $"Taken back. The backup stays: {result.Backup}" : $"Nothing is changed yet. To take the repair back: {command} --undo --yes");
        }
        else if (result is { Done: false, Changes.IsEmpty: false })
        {
            Paint.Line(ConsoleColor.Yellow, $"Nothing is changed yet. To repair: {command} --yes");
        }
        else if (!(result.Done ? result.Remaining : result.Broken).IsEmpty)
        {
            Paint.Line(ConsoleColor.Red, "This can't be repaired here: no driver of an emulated disk is there that could start. Give Windows the Xen drivers (choice 2 of recover.cmd), or go back to a snapshot.");
        }
        else
        {
            Paint.Line(ConsoleColor.Green, result.Done ? "Repaired. Start the VM. When Windows runs, repair or remove the tools before its next restart." : "Nothing is to do.");
        }

        if (result is { Done: true } && !undo)
        {
            Console.WriteLine($"Backup: {result.Backup}. To take it back: {command} --undo --yes");
        }
    }
}
