namespace XenGuestTools.Tests.Core;

/// <summary>XGT1001 and the like: scripts and pages of help refer to them.</summary>
public sealed class A_message_code
{
    private static readonly string[] Sources = ["core", "customactions", "guesttools", "agent"];

    [Fact]
    public void In_docs_messages_is_in_a_source_file_and_has_a_meaning_and_a_remedy()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Folder, "docs", "messages.md")).Where(line => line.StartsWith("| XGT", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split('|')).ToList();
        var codes = Sources.SelectMany(Files).SelectMany(Codes).ToHashSet(StringComparer.Ordinal);

        Assert.Distinct(rows.Select(row => row[0].Trim()));
        Assert.All(rows, row => Assert.Contains(row[0].Trim(), codes));
        Assert.All(rows, row => Assert.True(row.Length == 4 && row.All(cell => cell.Trim().Length > 1), string.Join('|', row)));
    }

    [Fact]
    public void In_a_source_file_or_the_vendors_table_is_in_docs_messages()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "messages.md"));
        var codes = Sources.SelectMany(Files).SelectMany(Codes).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("XGT1001", codes);
        Assert.All(codes, code => Assert.Contains($"| {code} |", page, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*.*", SearchOption.AllDirectories)
        .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".json", StringComparison.Ordinal));

    private static IEnumerable<string> Codes(string file)
    {
        var text = File.ReadAllText(file);
        for (var i = text.IndexOf("XGT1", StringComparison.Ordinal); i >= 0 && i + 7 <= text.Length; i = text.IndexOf("XGT1", i + 1, StringComparison.Ordinal))
        {
            if (text.AsSpan(i + 3, 4).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                yield return text.Substring(i, 7);
            }
        }
    }
}
