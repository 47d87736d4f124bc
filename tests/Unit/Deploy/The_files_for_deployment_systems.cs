using System.Text;
using System.Text.Json.Nodes;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Deploy;

/// <summary>What out/deploy is made of.</summary>
public sealed class The_files_for_deployment_systems
{
    private readonly Release release = Releases.Some();

    private IReadOnlyDictionary<string, string> Files => DeployFiles.Of(release, Releases.Sources);

    [Fact]
    public void Are_all_there_that_the_build_waits_for() => Assert.Subset(Files.Keys.Concat(Transforms.Of(release).Select(transform => transform.File)).ToHashSet(), DeployFiles.Always.ToHashSet());

    [Fact]
    public void Never_let_a_silent_installation_restart_Windows()
    {
        var lines = Files.Concat(WithWinget()).SelectMany(f => f.Value.Split('\n')).Where(l => l.Contains("/q", StringComparison.Ordinal) || l.Contains("/passive", StringComparison.Ordinal)).ToList();

        Assert.True(lines.Count >= 24, string.Join('\n', lines));
        Assert.All(lines, l => Assert.Contains("/norestart", l, StringComparison.Ordinal));
    }

    [Fact]
    public void Have_no_place_left_to_fill_in() =>
        Assert.All(Files.Concat(WithWinget()), f => Assert.DoesNotMatch("@[A-Za-z]+@", f.Value));

    [Fact]
    public void Name_each_package_with_the_codes_and_the_hash_of_its_MSI()
    {
        var packages = JsonNode.Parse(Files["sccm/application.json"])!["packages"]!.AsArray();

        Assert.Equal(
            release.Packages.Select(p => (p.Package, p.ProductCode, p.UpgradeCode, p.Version.ToString(), p.File.Sha256, $"msiexec /x {p.ProductCode} /qn /norestart")),
            packages.Select(p => (Text(p, "package"), Text(p, "productCode"), Text(p, "upgradeCode"), Text(p, "version"), Text(p, "sha256"), Text(p, "uninstallLine"))));
    }

    [Theory]
    [InlineData(0, "success", "Success (no reboot)")]
    [InlineData(3010, "softReboot", "Soft Reboot")]
    [InlineData(1641, "hardReboot", "Hard Reboot")]
    [InlineData(1618, "retry", "Fast Retry")]
    [InlineData(1603, "failed", "Failure (no reboot)")]
    public void Say_of_an_exit_code_what_each_engine_calls_it(int code, string intune, string sccm)
    {
        var forIntune = JsonNode.Parse(Files["intune/app.json"])!["returnCodes"]!.AsArray().Single(c => (int)c!["returnCode"]! == code);
        var forSccm = JsonNode.Parse(Files["sccm/application.json"])!["returnCodes"]!.AsArray().Single(c => (long)c!["code"]! == code);

        Assert.Equal((intune, sccm), (Text(forIntune, "type"), Text(forSccm, "kind")));
    }

    [Fact]
    public void Carry_Intunes_scripts_in_the_app_exactly_as_they_lie_beside_it()
    {
        var rules = JsonNode.Parse(Files["intune/app.json"])!["rules"]!.AsArray();

        Assert.Equal(
            [("detection", Files["intune/detect.ps1"]), ("requirement", Files["intune/requirement.ps1"])],
            rules.Select(r => (Text(r, "ruleType"), Encoding.UTF8.GetString(Convert.FromBase64String(Text(r, "scriptContent"))))));
    }

    [Fact]
    public void Tell_Intune_the_oldest_Windows_that_product_props_names() =>
        Assert.Equal("1607", Text(JsonNode.Parse(Files["intune/app.json"]), "minimumSupportedWindowsRelease"));

    [Fact]
    public void Have_none_for_winget_as_long_as_nothing_is_published() => Assert.DoesNotContain(Files.Keys, f => f.StartsWith("winget/", StringComparison.Ordinal));

    [Fact]
    public void Give_scripts_the_line_ends_of_Windows() =>
        Assert.All(Files.Where(f => f.Key.EndsWith(".ps1", StringComparison.Ordinal)), f => Assert.DoesNotMatch("(?<!\r)\n", f.Value));

    [Fact]
    public void Have_the_same_text_for_the_same_build() => Assert.Equal(Files, DeployFiles.Of(Releases.Some(), Releases.Sources));

    private static IReadOnlyDictionary<string, string> WithWinget() => DeployFiles.Of(Releases.Some(download: "https://example.org/xgt/"), Releases.Sources);

    private static string Text(JsonNode? node, string name) => (string)node![name]!;
}
