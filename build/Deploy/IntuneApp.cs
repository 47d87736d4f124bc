using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Deploy;

/// <summary>A win32LobApp of Microsoft Graph 1.0 (Create win32LobApp): what Intune's own pages ask for by hand.</summary>
internal static partial class IntuneApp
{
    /// <param name="detection">The detection script.</param>
    /// <param name="requirement">The script that prints True on a Xen VM.</param>
    public static JsonObject Of(Release release, string detection, string requirement) => new()
    {
        ["@odata.type"] = "#microsoft.graph.win32LobApp",
        ["displayName"] = release.DisplayName,
        ["description"] = $"{release.DisplayName} {release.Version}: drivers and management agent for virtual machines on Xen.",
        ["publisher"] = release.Publisher,
        ["informationUrl"] = release.HelpPage,
        ["fileName"] = Path.ChangeExtension(release.Setup.File.Name, ".intunewin"),
        ["setupFilePath"] = release.Setup.File.Name,
        ["installCommandLine"] = release.InstallLine,
        ["uninstallCommandLine"] = release.UninstallLine,
        ["applicableArchitectures"] = "x64",
        ["minimumSupportedWindowsRelease"] = WindowsRelease(release),
        ["installExperience"] = new JsonObject
        {
            ["runAsAccount"] = "system",
            ["deviceRestartBehavior"] = "basedOnReturnCode",
        },
        ["returnCodes"] = new JsonArray([.. ReturnCode.All.Select(c => new JsonObject { ["returnCode"] = unchecked((int)c.Code), ["type"] = Word(c.Kind) })]),
        ["rules"] = new JsonArray(Rule("detection", "notConfigured", null, detection), Rule("requirement", "boolean", "true", requirement)),
    };

    private static JsonObject Rule(string type, string output, string? value, string script) => new()
    {
        ["@odata.type"] = "#microsoft.graph.win32LobAppPowerShellScriptRule",
        ["ruleType"] = type,
        ["displayName"] = type == "requirement" ? "Xen VM" : null,
        ["enforceSignatureCheck"] = false,
        ["runAs32Bit"] = false,
        ["runAsAccount"] = type == "requirement" ? "system" : null,
        ["scriptContent"] = Convert.ToBase64String(Encoding.UTF8.GetBytes(script)),
        ["operationType"] = output,
        ["operator"] = value is null ? "notConfigured" : "equal",
        ["comparisonValue"] = value,
    };

    private static string Word(ReturnKind kind) => char.ToLowerInvariant($"{kind}"[0]) + $"{kind}"[1..];

    /// <summary>The version of Windows 10 that the oldest build has.</summary>
    private static string WindowsRelease(Release release)
    {
        var name = release.Product.Get("MinimumWindowsName");
        var match = Release10().Match(name);
        return match.Success ? match.Groups[1].Value : throw new BuildException($"XgtMinimumWindowsName in product.props, '{name}', names no version of Windows 10, which Intune wants. Write 'Windows 10 version NNNN' in it.");
    }

    [GeneratedRegex("Windows 10 version ([0-9]{2}[0-9H][0-9])")]
    private static partial Regex Release10();
}
