using System.Globalization;
using System.Text.RegularExpressions;
using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Windows;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Agent;

/// <summary>docs/agent.md says what the code does.</summary>
public sealed partial class The_agents_page
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

    [Fact]
    public void Names_the_privileges_that_the_service_keeps_and_no_other()
    {
        var constants = typeof(ServicePrivileges).GetFields().Select(f => (string)f.GetRawConstantValue()!).Order(StringComparer.Ordinal);
        Assert.Equal(constants, ServicePrivileges.All.Order(StringComparer.Ordinal));
        Assert.Equal(constants, Privilege().Matches(Page).Select(m => m.Value).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("Se[A-Z][A-Za-z]+Privilege")]
    private static partial Regex Privilege();
}
