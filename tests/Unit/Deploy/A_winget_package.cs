using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Deploy;

/// <summary>The rules are those of the manifest schema 1.6.0 as far as these manifests touch them.</summary>
public sealed class A_winget_package
{
    private readonly IReadOnlyDictionary<string, JsonObject> manifests = WingetManifests.Of(Releases.Some(), new Uri("https://example.org/xgt/"));

    private JsonObject Installer => Of("installer");

    [Fact]
    public void Is_three_files_of_one_package()
    {
        Assert.Equal(["defaultLocale", "installer", "version"], manifests.Values.Select(m => (string)m["ManifestType"]!).Order(StringComparer.Ordinal));
        Assert.Single(manifests.Values.Select(m => ((string)m["PackageIdentifier"]!, (string)m["PackageVersion"]!, (string)m["ManifestVersion"]!)).Distinct());
        Assert.All(manifests.Keys, name => Assert.StartsWith((string)Installer["PackageIdentifier"]!, name, StringComparison.Ordinal));
    }

    [Fact]
    public void Has_an_identifier_of_publisher_and_package() => Assert.Matches(@"^[^.\s\\/:*?""<>|]{1,32}(\.[^.\s\\/:*?""<>|]{1,32}){1,7}$", (string)Installer["PackageIdentifier"]!);

    [Theory]
    [InlineData("version", "DefaultLocale")]
    [InlineData("defaultLocale", "PackageLocale", "Publisher", "PackageName", "License", "ShortDescription")]
    [InlineData("installer", "Installers")]
    public void Has_what_the_schema_asks_for(string type, params string[] names) => Assert.All(names, n => Assert.NotNull(Of(type)[n]));

    [Fact]
    public void Is_fetched_over_https_and_checked_by_its_hash()
    {
        var installer = Installer["Installers"]!.AsArray().Single()!;

        Assert.Equal("https://example.org/xgt/XenGuestToolsSetup-x64.exe", (string)installer["InstallerUrl"]!);
        Assert.Equal(Releases.Some().Setup.File.Sha256.ToUpperInvariant(), (string)installer["InstallerSha256"]!);
        Assert.Equal("x64", (string)installer["Architecture"]!);
    }

    [Fact]
    public void Asks_for_the_Windows_that_product_props_names() => Assert.Equal($"10.0.{Releases.Product.Get("MinimumWindowsBuild")}.0", (string)Installer["MinimumOSVersion"]!);

    [Fact]
    public void Never_restarts_Windows() =>
        Assert.All(new[] { "Silent", "SilentWithProgress" }, s => Assert.EndsWith(" /norestart", (string)Installer["InstallerSwitches"]![s]!, StringComparison.Ordinal));

    [Fact]
    public void Names_each_exit_code_once_and_never_success()
    {
        var codes = Installer["ExpectedReturnCodes"]!.AsArray().Select(c => (long)c!["InstallerReturnCode"]!).ToList();

        Assert.Distinct(codes);
        Assert.DoesNotContain(0, codes);
        Assert.All(codes, c => Assert.InRange(c, int.MinValue, uint.MaxValue));
    }

    [Fact]
    public void Says_its_schema_in_the_first_line() =>
        Assert.All(manifests.Values, m => Assert.Matches(@"^# yaml-language-server: \$schema=https://aka\.ms/winget-manifest\.\w+\.1\.6\.0\.schema\.json$", WingetManifests.Text(m).Split('\n')[0]));

    [Fact]
    public void Keeps_any_text_as_it_is() => Gen.Char[' ', '\uD7FF'].Where(c => !char.IsControl(c)).Array[1, 40].Select(c => new string(c)).Sample(text =>
    {
        var line = Yaml.Of(new JsonObject { ["Name"] = text }).TrimEnd('\n');
        return line == $"Name: '{text.Replace("'", "''", StringComparison.Ordinal)}'" && Regex.IsMatch(line, "^Name: '([^']|'')*'$");
    });

    [Fact]
    public void Refuses_a_text_of_two_lines() => Assert.Throws<BuildException>(() => Yaml.Of(new JsonObject { ["Name"] = "one\ntwo" }));

    [Fact]
    public void Writes_lists_of_records_below_their_name() =>
        Assert.Equal("A:\n- B: 'x'\n  C: 1\n- B: 'y'\n  D:\n    E: true\nF:\n- 'z'\n", Yaml.Of(new JsonObject
        {
            ["A"] = new JsonArray(new JsonObject { ["B"] = "x", ["C"] = 1 }, new JsonObject { ["B"] = "y", ["D"] = new JsonObject { ["E"] = true } }),
            ["F"] = new JsonArray("z"),
        }));

    private JsonObject Of(string type) => manifests.Values.Single(m => (string)m["ManifestType"]! == type);
}
