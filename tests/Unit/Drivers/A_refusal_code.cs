using System.Text.RegularExpressions;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Drivers;

public sealed class A_refusal_code
{
    [Fact]
    public void In_a_source_file_of_the_build_is_in_docs_driver_proof_and_the_other_way_round()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "driver-proof.md"));
        var used = Directory.EnumerateFiles(Path.Combine(Repository.Folder, "build"), "*.cs", SearchOption.AllDirectories).SelectMany(file => Codes(File.ReadAllText(file), "XGD21[0-2][0-9]"));

        Assert.Equal(Codes(page, @"(?<=^\| )XGD21[0-2][0-9]").Order(StringComparer.Ordinal), used.Distinct().Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Codes(string text, string pattern) => Regex.Matches(text, pattern, RegexOptions.Multiline).Select(match => match.Value);
}
