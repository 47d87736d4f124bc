using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows;

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

    /// <summary>Of <c>guesttools status</c>.</summary>
    public static void Write(GuestStatus status, JsonText json)
    {
        json.Add("version", status.Version);
        json.Add("packages", status.Packages, (package, item) =>
        {
            item.Add("name", package.Name);
            item.Add("version", package.Version);
        });
        json.Add("drivers", status.Drivers, Write);
        json.Add("agent", status.Agent, Write);
        json.Add("xenIfacePresent", status.XenIfacePresent);
        json.Add("restartRequests", status.RestartRequests);
        json.Add("problems", status.Problems);
    }

    private static void Write(DriverStatus driver, JsonText json)
    {
        json.Add("name", driver.Name);
        json.Add("stored", driver.Stored, (stored, item) =>
        {
            item.Add("publishedName", stored.PublishedName);
            item.Add("provider", stored.Provider);
            item.Add("version", stored.Version);
        });
        json.Add("devices", driver.Devices, (device, item) =>
        {
            item.Add("instanceId", device.InstanceId);
            item.Add("present", device.Present);
            item.Add("inf", device.Inf);
        });
        json.Add("services", driver.Services, Write);
    }

    private static void Write(ServiceStatus service, JsonText json)
    {
        json.Add("name", service.Name);
        json.Add("start", service.Start.ToString());
        json.Add("state", service.State.ToString());
    }
}
