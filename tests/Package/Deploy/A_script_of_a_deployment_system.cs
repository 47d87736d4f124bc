using CsCheck;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>The scripts for SCCM and Intune, run in a PowerShell. The engines' rules: exit code 0 with output is "present", 0 without output "absent".</summary>
public sealed class A_script_of_a_deployment_system : IDisposable
{
    private static readonly Release Release = SomeRelease.Value;

    private static readonly IReadOnlyDictionary<string, string> Files = DeployFiles.Of(Release, Path.Combine(Checkout.Paths.Root, "deploy"));

    private readonly GuestWithTools guest = new();

    public static TheoryData<string> Scripts => [.. Files.Keys.Where(f => f.EndsWith(".ps1", StringComparison.Ordinal))];

    public void Dispose() => guest.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Is_PowerShell(string file) => Assert.Empty(ScriptHost.SyntaxErrors(Files[file]));

    [Fact]
    public void Is_PowerShell_where_it_makes_a_transform() =>
        Assert.Empty(ScriptHost.SyntaxErrors(File.ReadAllText(Path.Combine(Checkout.Paths.Root, "deploy", "gpo", "New-Transform.ps1"))));

    /// <summary>The second is what <c>powershell -File</c> makes of two properties; a transform of it would set one to nonsense.</summary>
    [Theory]
    [InlineData("reboot=1")]
    [InlineData("REBOOT=ReallySuppress,ALLOWANYMACHINE=1")]
    [InlineData("REBOOT=a'b")]
    public void Makes_no_transform_of_what_is_not_one_property(string pair)
    {
        var script = Path.Combine(Checkout.Paths.Root, "deploy", "gpo", "New-Transform.ps1");

        var error = Assert.Throws<System.Management.Automation.RuntimeException>(() => ScriptHost.Run("& $args[0] -Package x.msi -Transform x.mst -Property $args[1]", (object)script, pair));
        Assert.StartsWith($"'{pair}' is not of the form NAME=VALUE", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Calls_the_tools_present_when_every_package_has_the_version_of_the_build()
    {
        guest.Say(0, Versions("9.1.0.5"));

        Assert.Equal(new(0, $"{Release.DisplayName} {Release.Version} or newer"), Run("sccm/detect.ps1"));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Calls_the_tools_present_while_they_wait_for_a_restart_or_do_not_work(int exitCode)
    {
        guest.Say(exitCode, Versions("9.1.0.5"));

        Assert.NotEmpty(Run("sccm/detect.ps1").Output);
    }

    [Theory]
    [InlineData("9.1.0.4")]
    [InlineData("9.0.99.99")]
    [InlineData(null)]
    public void Calls_the_tools_absent_when_one_package_is_older_or_missing(string? version)
    {
        foreach (var package in Checkout.Packages)
        {
            guest.Say(0, new Dictionary<string, string?>(Versions("9.1.0.5")) { [package] = version });

            Assert.Equal(new(0, ""), Run("intune/detect.ps1"));
        }
    }

    [Fact]
    public void Calls_the_tools_absent_when_nothing_is_installed()
    {
        guest.Say(6, Versions(null));

        Assert.Equal(new(0, ""), Run("sccm/detect.ps1"));
    }

    [Fact]
    public void Compares_versions_by_their_numbers() => Gen.Select(Gen.Int[0, 20], Gen.Int[0, 20], Gen.Int[0, 20]).Sample(
        (minor, build, revision) =>
        {
            guest.Say(0, Versions($"9.{minor}.{build}.{revision}"));
            return Run("sccm/detect.ps1").Output.Length > 0 == new Version(9, minor, build, revision) >= new Version(9, 1, 0, 5);
        },
        iter: 20,
        threads: 1);

    [Theory]
    [InlineData(1, "")]
    [InlineData(64, "{}")]
    [InlineData(0, "not JSON")]
    public void Calls_the_tools_neither_present_nor_absent_when_guesttools_can_not_tell(int exitCode, string output)
    {
        guest.Say(exitCode, output);

        Assert.Equal(new(1, ""), Run("sccm/detect.ps1"));
    }

    [Theory]
    [InlineData(0, "fine")]
    [InlineData(4, "restart pending")]
    [InlineData(5, "broken: The disk is slow. The agent sleeps.")]
    [InlineData(6, "not installed")]
    [InlineData(1, "unknown: guesttools status ended with 1.")]
    public void Says_in_one_line_how_the_tools_are(int exitCode, string expected)
    {
        guest.Say(exitCode, Versions("9.1.0.5"), exitCode == 5 ? ["The disk is slow.", "The agent sleeps."] : []);

        Assert.Equal(new(exitCode == 0 ? 0 : 1, expected), Run("intune/health.ps1"));
        Assert.Equal(new(0, expected), Run("sccm/health.ps1"));
    }

    [Fact]
    public void Says_which_program_is_missing() =>
        Assert.Equal(new(1, $"unknown: {Path.Combine(guest.ProgramFiles, Checkout.Product("XgtProductName"), "guesttools.exe")} is not there."), Run("intune/health.ps1"));

    [Theory]
    [InlineData("'PCI\\VEN_5853&DEV_0001\\3&1'", true)]
    [InlineData("", false)]
    public void Calls_a_machine_a_Xen_VM_that_has_a_device_of_Xen(string devices, bool isXen)
    {
        const string Query = "function Get-CimInstance { param($ClassName, $Filter) if ($ClassName -ne 'Win32_PnPEntity' -or $Filter -ne \"PNPDeviceID LIKE 'PCI\\\\VEN_5853&%'\") { throw 'another query' } ";

        Assert.Equal($"{isXen}", ScriptHost.Run($"{Query} {devices} }}\n{Files["intune/requirement.ps1"]}", []).Output);
    }

    private static Dictionary<string, string?> Versions(string? version) => Checkout.Packages.ToDictionary(p => p, _ => version);

    private ScriptResult Run(string file)
    {
        var path = Path.Combine(guest.ProgramFiles, Path.GetFileName(file));
        File.WriteAllText(path, Files[file]);
        return ScriptHost.Run(path, guest.ProgramFiles);
    }
}
