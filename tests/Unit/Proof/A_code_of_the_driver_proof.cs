using System.Text.RegularExpressions;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Proof;

public sealed partial class A_code_of_the_driver_proof
{
    [Fact]
    public void In_a_source_file_is_in_docs_driver_proof()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "driver-proof.md"));
        var codes = Directory.EnumerateFiles(Path.Combine(Repository.Folder, "core"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct(StringComparer.Ordinal).ToList();

        Assert.Contains("XGD2060", codes);
        Assert.All(codes, code => Assert.Contains($"| {code} |", page, StringComparison.Ordinal));
    }

    [GeneratedRegex("\"(XGD2[0-9]{3})\"")]
    private static partial Regex Code();
}
