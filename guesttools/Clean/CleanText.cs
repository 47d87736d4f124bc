using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.GuestTools;

/// <summary>The verdict of a clean-up or an undo for people.</summary>
internal static class CleanText
{
    public const string NothingThere = "There is nothing to remove: no tools of other vendors are on this machine.";

    /// <param name="thorough">No other level goes further.</param>
    public static void Show(CleanResult result, bool undo, bool thorough)
    {
        foreach (var problem in result.Problems)
        {
            Paint.Line(ConsoleColor.Red, problem);
        }

        foreach (var left in result.Left)
        {
            Paint.Line(ConsoleColor.Yellow, $"{(undo ? "Not put back" : "Still to do")}: {left}");
        }

        Paint.Line(result.Verdict switch { CleanVerdict.Remains => ConsoleColor.Red, CleanVerdict.RestartNeeded => ConsoleColor.Yellow, _ => ConsoleColor.Green }, Verdict(result, undo, thorough));
        if (result.Backup is { } backup)
        {
            Console.WriteLine($"Log and backup: {backup}");
        }
    }

    private static string Verdict(CleanResult result, bool undo, bool thorough) => (result.Verdict, undo) switch
    {
        (CleanVerdict.Nothing, _) => NothingThere,
        (CleanVerdict.Done, false) => "The tools are removed. 'guesttools undo' says what could be put back.",
        (CleanVerdict.Done, true) => "Everything is put back that can be.",
        (CleanVerdict.RestartNeeded, _) when result.Restarting => "Windows restarts now, and the rest is done then.",
        (CleanVerdict.RestartNeeded, false) => "Restart Windows. The rest is done then by itself; 'guesttools clean' says how it went.",
        (CleanVerdict.RestartNeeded, true) => "Restart Windows: then all is as it was.",
        (_, false) when result.Backup is null => "No stored driver package and no uninstaller that can run now answers for this. 'guesttools clean --thorough --yes' removes it; uninstallers need a Windows that is not in safe mode.",
        (_, false) => $"Not everything could be removed. Look at the log; {(thorough ? "run the same once more" : "'guesttools clean --thorough --yes' goes further")}, or 'guesttools undo --yes' goes back.",
        (_, true) => "Not everything could be put back. The backup has all of it; docs/clean.md says what is where.",
    };
}
