using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Network;

namespace XenGuestTools.GuestTools;

/// <summary>The JSON of each command; docs/schemas describes it.</summary>
internal static class CommandJson
{
    /// <summary>Of <c>guesttools check</c>.</summary>
    public static void Write(ImmutableArray<Finding> findings, JsonText json)
    {
        json.Add("version", ProgramVersion.Text);
        json.Add("mayInstall", !findings.Any(f => f.Severity == Severity.Error));
        json.Add("findings", findings, (finding, item) =>
        {
            item.Add("code", finding.Code);
            item.Add("severity", finding.Severity.ToString());
            item.Add("message", finding.Message);
            item.Add("evidence", finding.Evidence);
            item.Add("remedy", finding.Remedy);
        });
    }

    /// <summary>Of <c>guesttools network save</c>.</summary>
    /// <param name="adapters">The MAC and name of each adapter whose settings are saved.</param>
    /// <param name="leftOut">Why an adapter is not among them.</param>
    public static void Write(string file, ImmutableArray<string> adapters, ImmutableArray<string> leftOut, JsonText json)
    {
        json.Add("file", file);
        json.Add("adapters", adapters);
        json.Add("leftOut", leftOut);
    }

    /// <summary>Of <c>guesttools network verify</c> and <c>restore</c>.</summary>
    public static void Write(NetworkResult result, JsonText json)
    {
        json.Add("file", result.File);
        json.Add("adapters", result.Adapters, (adapter, item) =>
        {
            item.Add("mac", adapter.Mac);
            item.Add("name", adapter.Name);
            item.Add("verdict", adapter.Verdict.ToString());
        });
        json.Add("toRestore", result.ToRestore);
        json.Add("restored", result.Restored);
        json.Add("failed", result.Failed);
    }
}
