using System.Globalization;
using XenGuestTools.Agent.Running;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Agent;

/// <summary>docs/agent.md says what the code does.</summary>
public sealed class The_agents_page
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "agent.md"));

    [Fact]
    public void Has_the_table_of_the_settings() => Assert.Contains(
        "| value | default | from, to | meaning |\n|---|---|---|---|\n"
        + string.Join('\n', AgentSettings.All.Select(s => string.Create(CultureInfo.InvariantCulture, $"| `{s.Name}` | {s.Default} | {s.Min}, {s.Max} | {s.Meaning} |"))) + "\n\n",
        Page,
        StringComparison.Ordinal);

    [Fact]
    public void Names_every_event() =>
        Assert.All(Enum.GetValues<AgentEvent>().Where(e => e != AgentEvent.None), e => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"\n| {(int)e} | "), Page, StringComparison.Ordinal));
}
