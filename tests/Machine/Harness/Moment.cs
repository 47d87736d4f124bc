using System.Globalization;
using System.Text.RegularExpressions;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A moment in a run of Windows Installer: the script has begun with an action.</summary>
/// <param name="Occurrence">Which of the lines of the log that say so: an action is also logged when it is written into the script.</param>
/// <param name="Step">Which of the script's actions of this name.</param>
public sealed partial record Moment(string Action, int Occurrence, int Step)
{
    /// <summary>All moments of a run, in their order.</summary>
    public static IReadOnlyList<Moment> Of(Run run)
    {
        var lines = Starts().Matches(run.Log).Select(line => line.Groups[1].Value).ToList();
        var script = lines.FindIndex(action => action is "InstallExecute" or "InstallFinalize");
        return [.. Enumerable.Range(script + 1, lines.Count - script - 1)
            .Where(at => lines[at] is not ("InstallFinalize" or "RemoveExistingProducts" or "ReportRestart"))
            .Select(at => new Moment(lines[at], lines.Take(at + 1).Count(action => action == lines[at]), lines.Take(at + 1).Skip(script).Count(action => action == lines[at])))];
    }

    public bool IsReachedIn(string log) => Starts().Matches(log).Count(line => line.Groups[1].Value == Action) >= Occurrence;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Action} {Step}");

    [GeneratedRegex(@"^Action start [^ ]+: (\w+)\.", RegexOptions.Multiline)]
    private static partial Regex Starts();
}
