using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using XenGuestTools.Build.Deploy;
using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>docs/deploy.md says what the code says: what it lacks, or has invented, fails here.</summary>
public sealed partial class The_contract_page
{
    private static readonly XNamespace Wxs = "http://wixtoolset.org/schemas/v4/wxs";
    private static readonly XNamespace Bal = "http://wixtoolset.org/schemas/v4/wxs/bal";

    [Fact]
    public void Has_every_switch_that_the_setup_programs_help_has_and_no_other()
    {
        var help = XDocument.Load(Path.Combine(Repository.Folder, "bundle", "Theme.wxl")).Descendants().Single(e => (string?)e.Attribute("Id") == "HelpText").Attribute("Value")!.Value;
        var switches = Switch().Matches(help).Select(m => "/" + m.Groups[1].Value).Distinct();

        Assert.Equal(switches.Order(StringComparer.Ordinal), ContractPage.Names("## Switches of the setup program").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Has_every_property_that_the_setup_program_takes_and_no_other()
    {
        var taken = Sources("bundle").Descendants(Wxs + "Variable").Where(v => (string?)v.Attribute(Bal + "Overridable") == "yes").Select(v => v.Attribute("Name")!.Value);

        Assert.Equal(taken.Order(StringComparer.Ordinal), Rows(r => r[1] == "yes"));
    }

    [Fact]
    public void Has_every_public_property_of_the_MSIs_and_no_other()
    {
        var properties = Sources("installer").Descendants().Where(e => e.Name.LocalName is "Property" or "Directory").Select(e => (string?)e.Attribute("Id") ?? "").Where(IsPublic).Distinct();

        Assert.Equal(properties.Order(StringComparer.Ordinal), Rows(r => r is not [_, "yes", "no", ..])); // that is the setup program's own
    }

    [Fact]
    public void Lets_only_those_properties_be_set_that_also_reach_the_elevated_half_of_an_installation()
    {
        var secure = Sources("installer").Descendants(Wxs + "Property").Where(p => (string?)p.Attribute("Secure") == "yes" && !p.HasElements).Select(p => p.Attribute("Id")!.Value);

        Assert.Equal(secure.Order(StringComparer.Ordinal), Rows(r => r[2] == "yes"));
    }

    [Fact]
    public void Has_every_exit_code_of_the_installers_with_its_kind()
    {
        var page = ContractPage.Table("## Exit codes of the setup program and of msiexec").Select(r => (r[0], r[1], r[2]));

        Assert.Equal(ReturnCode.All.Select(c => (c.Code.ToString(CultureInfo.InvariantCulture), c.Name, Word(c.Kind))), page);
    }

    [Fact]
    public void Has_every_exit_code_of_guesttools_and_no_other() =>
        Assert.Equal(Enum.GetValues<ExitCode>().Select(c => ($"{(int)c}", $"{c}")), ContractPage.Table("## Exit codes of guesttools").Select(r => (r[0], r[1])));

    [Fact]
    public void Has_every_message_code_of_the_programs_for_the_guest_and_no_other()
    {
        var files = new[] { "core", "customactions", "guesttools", "agent" }.SelectMany(f => Directory.EnumerateFiles(Path.Combine(Repository.Folder, f), "*.*", SearchOption.AllDirectories));
        var codes = files.Where(f => Path.GetExtension(f) is ".cs" or ".json").SelectMany(f => MessageCode().Matches(File.ReadAllText(f))).Select(m => m.Value).Distinct();

        Assert.Equal(codes.Order(StringComparer.Ordinal), ContractPage.Names("## Codes in the logs"));
    }

    [Fact]
    public void Never_shows_a_silent_line_that_could_restart_Windows()
    {
        var lines = new[] { "deploy", "docs" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Folder, folder), "*.*", SearchOption.AllDirectories))
            .Where(f => Path.GetExtension(f) is not (".png" or ".json")).Append(Path.Combine(Repository.Folder, "README.md"))
            .SelectMany(f => File.ReadLines(f).Select(l => (File: Path.GetFileName(f), Line: l)))
            .SelectMany(l => SilentLine().Matches(l.Line).Select(m => (l.File, Command: m.Value))).ToList();

        Assert.True(lines.Count >= 20, string.Join('\n', lines));
        Assert.All(lines, l => Assert.Matches("[-/]norestart", l.Command));
    }

    private static string Word(ReturnKind kind) => kind switch
    {
        ReturnKind.SoftReboot => "soft restart",
        ReturnKind.HardReboot => "hard restart",
        _ => $"{kind}".ToLowerInvariant(),
    };

    /// <summary>Windows Installer's rule: a name without a small letter is public (Microsoft: Public Properties).</summary>
    private static bool IsPublic(string name) => name.Length > 0 && !name.Any(char.IsAsciiLetterLower);

    private static IEnumerable<string> Rows(Func<string[], bool> wanted) => ContractPage.Table("## Properties").Where(wanted).Select(r => r[0]).Order(StringComparer.Ordinal);

    private static IEnumerable<XElement> Sources(string folder) =>
        Directory.GetFiles(Path.Combine(Repository.Folder, folder), "*.wx?").Where(f => Path.GetExtension(f) is ".wxs" or ".wxi").Select(f => XDocument.Load(f).Root!);

    [GeneratedRegex("(?<![A-Za-z])-([a-z]+)")]
    private static partial Regex Switch();

    [GeneratedRegex("XGT1[0-9]{3}")]
    private static partial Regex MessageCode();

    [GeneratedRegex(@"(XenGuestToolsSetup-x64\.exe|setup\.exe|msiexec(\.exe)?(?! /a ))[\\""]* [^`|]*?[-/](q|passive)[^`|]*")]
    private static partial Regex SilentLine();
}
