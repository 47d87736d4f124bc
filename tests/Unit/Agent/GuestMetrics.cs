namespace XenGuestTools.Tests.Agent;

/// <summary>VM_guest_metrics, of which Xen Orchestra and XenCenter show what they know of a guest.</summary>
/// <param name="IsTaken">False if the host takes no notice of the guest.</param>
internal sealed record GuestMetrics(
    bool IsTaken,
    IReadOnlyDictionary<string, string> Version,
    IReadOnlyDictionary<string, string> System,
    string? HostName,
    IReadOnlyDictionary<string, string> Networks,
    IReadOnlyDictionary<string, string> Memory,
    IReadOnlyDictionary<string, string> Features)
{
    /// <summary>The rows for docs/agent.md.</summary>
    public IReadOnlyList<(string Name, string Value)> Rows() =>
    [
        ("taken by the host", IsTaken ? "yes" : "no"),
        ("PV drivers version", string.Join('.', new[] { "major", "minor", "micro", "build" }.Select(k => Version.GetValueOrDefault(k, "-")))),
        ("OS name", System.GetValueOrDefault("name", "-")),
        ("OS version", $"{System.GetValueOrDefault("major", "-")}.{System.GetValueOrDefault("minor", "-")}, {System.GetValueOrDefault("distro", "-")}, {System.GetValueOrDefault("uname", "-")}"),
        ("host name", HostName ?? "-"),
        ("IP addresses", string.Join(", ", Networks.OrderBy(n => n.Key, StringComparer.Ordinal).Select(n => $"{n.Key} = {n.Value}"))),
        ("memory", $"{Memory.GetValueOrDefault("free", "-")} of {Memory.GetValueOrDefault("total", "-")} KiB free"),
        ("features", string.Join(", ", Features.Keys.Order(StringComparer.Ordinal))),
    ];
}
