using System.Text.Json.Nodes;

namespace XenGuestTools.Build.Deploy;

/// <summary>What an application of SCCM / MECM is made of. deploy/sccm/New-Application.ps1 reads it.</summary>
internal static class SccmApplication
{
    /// <summary>Minutes: the least that SCCM takes as a limit. The real time is under two.</summary>
    private const int MaximumMinutes = 15;

    public static JsonObject Of(Release release) => new()
    {
        ["name"] = release.DisplayName,
        ["publisher"] = release.Publisher,
        ["version"] = release.Version,
        ["helpUrl"] = release.HelpPage,
        ["content"] = new JsonArray(release.Setup.File.Name),
        ["installLine"] = release.InstallLine,
        ["uninstallLine"] = release.UninstallLine,
        ["repairLine"] = release.RepairLine,
        ["maximumMinutes"] = MaximumMinutes,
        ["requirementWql"] = @"SELECT * FROM Win32_PnPEntity WHERE PNPDeviceID LIKE 'PCI\\VEN_5853&%'",
        ["detectionScript"] = "detect.ps1",
        ["setup"] = new JsonObject { ["code"] = release.Setup.Code, ["bytes"] = release.Setup.File.Bytes, ["sha256"] = release.Setup.File.Sha256 },
        ["packages"] = new JsonArray([.. release.Packages.Select(Package)]),
        ["returnCodes"] = new JsonArray([.. ReturnCode.All.Select(c => new JsonObject { ["code"] = c.Code, ["name"] = c.Name, ["kind"] = Word(c.Kind) })]),
    };

    private static JsonObject Package(BuiltMsi msi) => new()
    {
        ["package"] = msi.Package,
        ["file"] = msi.File.Name,
        ["name"] = msi.ProductName,
        ["productCode"] = msi.ProductCode,
        ["upgradeCode"] = msi.UpgradeCode,
        ["version"] = msi.Version.ToString(),
        ["bytes"] = msi.File.Bytes,
        ["sha256"] = msi.File.Sha256,
        ["installLine"] = $"msiexec /i {msi.File.Name} /qn /norestart",
        ["uninstallLine"] = $"msiexec /x {msi.ProductCode} /qn /norestart",
        ["repairLine"] = $"msiexec /f {msi.ProductCode} /qn /norestart",
    };

    /// <summary>SCCM's words for the types of a return code.</summary>
    private static string Word(ReturnKind kind) => kind switch
    {
        ReturnKind.Success => "Success (no reboot)",
        ReturnKind.SoftReboot => "Soft Reboot",
        ReturnKind.HardReboot => "Hard Reboot",
        ReturnKind.Retry => "Fast Retry",
        _ => "Failure (no reboot)",
    };
}
