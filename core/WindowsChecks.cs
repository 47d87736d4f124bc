using System.Globalization;

namespace XenGuestTools.Core;

/// <summary>XGT1005 and XGT1006: the Windows that the tools are to run on.</summary>
internal static class WindowsChecks
{
    public static IEnumerable<Finding> Run(WindowsVersion windows, CheckOptions options)
    {
        if (!windows.Is64BitX64 || windows.Build < options.MinimumWindowsBuild)
        {
            yield return new Finding(
                "XGT1005",
                Severity.Error,
                windows.Is64BitX64 ? "This Windows is too old for the drivers." : "The drivers are for x64 Windows, and this Windows is not.",
                string.Create(CultureInfo.InvariantCulture, $"{windows.Name}, build {windows.Build}"),
                $"Install the tools on {options.MinimumWindowsName} or newer, 64-bit for Intel and AMD processors.");
        }

        if (windows.SafeMode)
        {
            yield return new Finding(
                "XGT1006",
                Severity.Error,
                "Windows runs in safe mode, in which drivers and services can't be installed reliably.",
                "SM_CLEANBOOT is not 0",
                "Restart Windows normally and run this installer again.");
        }
    }
}
