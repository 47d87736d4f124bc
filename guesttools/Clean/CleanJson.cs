using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.GuestTools;

/// <summary>The JSON of clean and undo; docs/schemas/clean.schema.json describes it.</summary>
internal static class CleanJson
{
    /// <summary>A plan.</summary>
    public static void Write(ImmutableArray<CleanStep> plan, JsonText json)
    {
        json.Add("version", ProgramVersion.Text);
        json.Add("changed", false);
        json.Add("verdict", plan.IsEmpty ? "Nothing" : "Planned");
        json.Add("steps", [.. plan.Select(CleanStepWords.What)]);
        json.Add("problems", []);
        json.Add("left", []);
        json.Add("backup", (string?)null);
        json.Add("restarting", false);
    }

    public static void Write(CleanResult result, JsonText json)
    {
        json.Add("version", ProgramVersion.Text);
        json.Add("changed", result.Backup is not null);
        json.Add("verdict", result.Verdict.ToString());
        json.Add("steps", []);
        json.Add("problems", result.Problems);
        json.Add("left", result.Left);
        json.Add("backup", result.Backup);
        json.Add("restarting", result.Restarting);
    }
}
