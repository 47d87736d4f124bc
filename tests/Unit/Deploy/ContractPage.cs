using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>The tables of docs/deploy.md.</summary>
internal static class ContractPage
{
    public static string Text { get; } = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "deploy.md"));

    /// <summary>The rows of the first table below a heading, without its head; back-quotes are taken off.</summary>
    public static IReadOnlyList<string[]> Table(string heading)
    {
        var lines = Text.Split('\n');
        var at = Array.IndexOf(lines, heading);
        Assert.True(at >= 0, $"docs/deploy.md has no heading '{heading}'.");
        return [.. lines.Skip(at + 1).SkipWhile(l => !l.StartsWith('|')).TakeWhile(l => l.StartsWith('|')).Skip(2).Select(Cells)];
    }

    /// <summary>The first cells of such a table, in order.</summary>
    public static IEnumerable<string> Names(string heading) => Table(heading).Select(r => r[0]);

    private static string[] Cells(string line) => [.. line.Split('|')[1..^1].Select(c => c.Trim().Replace("`", "", StringComparison.Ordinal))];
}
