using System.Globalization;

namespace XenGuestTools.Core.Cleaning;

/// <summary>How an uninstaller ended.</summary>
/// <param name="Text">For the log, without a full stop.</param>
public sealed record UninstallResult(bool Failed, bool RestartNeeded, bool RestartBegun, string Text)
{
    private const int RestartRequired = 3010;
    private const int RestartInitiated = 1641;
    private const int UnknownProduct = 1605;
    private const int UninstalledProduct = 1614;

    /// <summary>Of an exit code of Windows Installer or Burn (Microsoft: "MsiExec.exe and InstMsi.exe Error Messages"); null for a program that did not end in time.</summary>
    public static UninstallResult Of(int? code) => code switch
    {
        0 => new(false, false, false, "done"),
        RestartRequired => new(false, true, false, "done after a restart of Windows (3010)"),
        RestartInitiated => new(false, true, true, "done; it restarts Windows now (1641)"),
        UnknownProduct or UninstalledProduct => new(false, false, false, "not installed"),
        null => new(true, false, false, "it did not end in time and was ended"),
        _ => new(true, false, false, string.Create(CultureInfo.InvariantCulture, $"it ended with {code}; its log is beside the backup")),
    };
}
