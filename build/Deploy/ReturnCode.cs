using System.Collections.Immutable;

namespace XenGuestTools.Build.Deploy;

/// <summary>An exit code of msiexec and of the setup program. docs/deploy.md says the same for people.</summary>
/// <param name="Winget">The word for it in a winget manifest (schema 1.6, ReturnResponse); null: winget knows it by itself or has none that fits.</param>
public sealed record ReturnCode(long Code, string Name, ReturnKind Kind, string? Winget = null)
{
    /// <summary>
    /// Windows Installer's codes are winerror.h's. WiX's standard application turns its own HRESULTs into them, adds 3017 and 3018 for a failure after which a restart is due, and ends with
    /// MAKE_HRESULT(SEVERITY_ERROR, FACILITY_WIX = 500, 1) when a condition of the bundle is not met (WiX 3.11 and 5.0.2, balutil.h and WixStandardBootstrapperApplication.cpp).
    /// </summary>
    public static readonly ImmutableArray<ReturnCode> All =
    [
        new(0, "done", ReturnKind.Success),
        new(3010, "done, restart needed", ReturnKind.SoftReboot, "rebootRequiredToFinish"),
        new(1641, "done, restart begun", ReturnKind.HardReboot, "rebootInitiated"),
        new(1618, "another installation runs", ReturnKind.Retry, "installInProgress"),
        new(1602, "cancelled", ReturnKind.Failed, "cancelledByUser"),
        new(1603, "refused or failed", ReturnKind.Failed),
        new(1605, "not installed", ReturnKind.Failed),
        new(1619, "package not readable", ReturnKind.Failed),
        new(1625, "forbidden by policy", ReturnKind.Failed, "blockedByPolicy"),
        new(1633, "wrong processor", ReturnKind.Failed, "systemNotSupported"),
        new(1638, "another version is there", ReturnKind.Failed, "alreadyInstalled"),
        new(1639, "wrong command line", ReturnKind.Failed, "invalidParameter"),
        new(3017, "failed, restart needed", ReturnKind.Failed),
        new(3018, "failed, restart begun", ReturnKind.Failed),
        new(0x81F40001, "Windows too old", ReturnKind.Failed, "systemNotSupported"),
    ];
}
