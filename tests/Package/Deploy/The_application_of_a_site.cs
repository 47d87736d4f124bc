using System.Management.Automation;
using System.Text.Json.Nodes;
using XenGuestTools.Build.Deploy;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>
/// New-Application.ps1, run in a PowerShell whose site cmdlets write down what they are asked, and whose file cmdlets know, as in a site's drive, only paths that name the file system. That a real site takes it is not
/// shown.
/// </summary>
public sealed class The_application_of_a_site : IDisposable
{
    private const string Site = """
        $global:asked = @()
        function Resolve-FilePath($Path) {
            if ($Path -notlike 'FileSystem::*') { throw "In the drive of a site '$Path' is nothing." }
            $Path.Substring(12).Replace('\', '/')
        }
        function Get-Content { param([switch]$Raw, [string]$LiteralPath) [IO.File]::ReadAllText((Resolve-FilePath $LiteralPath)) }
        function Test-Path { param([string]$LiteralPath) [IO.File]::Exists((Resolve-FilePath $LiteralPath)) }
        function Get-CMApplication { param([string]$Name, [switch]$Fast) if ($Name -eq $existing) { $Name } }
        function New-CMApplication { param($Name, $Publisher, $SoftwareVersion, $UserDocumentation) $global:asked += $PSBoundParameters }
        function Add-CMScriptDeploymentType {
            param($ApplicationName, $DeploymentTypeName, $ContentLocation, $InstallCommand, $UninstallCommand, $RepairCommand, $ScriptLanguage, $ScriptText, $InstallationBehaviorType,
                $LogonRequirementType, $UserInteractionMode, $RebootBehavior, $MaximumRuntimeMins)
            $global:asked += $PSBoundParameters
        }
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("xgt-site");

    private string Content => Path.Combine(folder.FullName, "content");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Has_the_lines_of_the_made_file_and_the_script_that_detects()
    {
        var (files, _) = Prepare();
        var application = JsonNode.Parse(files["sccm/application.json"])!;

        var run = Run("", "$global:asked | ForEach-Object { foreach ($key in $_.Keys) { \"$key=$($_[$key])\" } }");

        Assert.Contains($"InstallCommand={application["installLine"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"UninstallCommand={application["uninstallLine"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"RepairCommand={application["repairLine"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains("ScriptText=" + files["sccm/detect.ps1"], run.Output, StringComparison.Ordinal);
        Assert.Contains("RebootBehavior=BasedOnExitCode", run.Output, StringComparison.Ordinal);
        Assert.Contains($"SoftwareVersion={application["version"]}", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_made_while_the_share_lacks_the_setup_program()
    {
        var (_, setup) = Prepare();
        File.Delete(setup);

        Assert.Contains("is not there. Copy it to the share", Assert.Throws<RuntimeException>(() => Run()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_made_a_second_time()
    {
        var (files, _) = Prepare();
        var application = JsonNode.Parse(files["sccm/application.json"])!;

        Assert.Contains("There is an application", Assert.Throws<RuntimeException>(() => Run($"{application["name"]} {application["version"]}")).Message, StringComparison.Ordinal);
    }

    private (IReadOnlyDictionary<string, string> Files, string Setup) Prepare()
    {
        var files = DeployFiles.Of(SomeRelease.Value, Path.Combine(Checkout.Paths.Root, "deploy"));
        foreach (var (name, text) in files.Where(file => file.Key.StartsWith("sccm/", StringComparison.Ordinal)))
        {
            File.WriteAllText(Path.Combine(folder.FullName, Path.GetFileName(name)), text);
        }

        var setup = Path.Combine(Directory.CreateDirectory(Content).FullName, ReleaseReader.SetupName);
        File.WriteAllText(setup, "");
        return (files, setup);
    }

    private ScriptResult Run(string existing = "", string after = "") =>
        ScriptHost.Run($"$existing = $args[2]\n{Site}\n$null = & $args[0] -Content $args[1]\n{after}", Path.Combine(folder.FullName, "New-Application.ps1"), Content, existing);
}
