using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>The service that goes on with a clean-up after a restart.</summary>
[SupportedOSPlatform("windows")]
public static class CleanService
{
    public const string Name = "XenGuestToolsClean";

    private static readonly OneShotService Service = new(Name, $"{Product.Name}: removal of other tools");

    /// <summary>From a copy of this program beside the backups.</summary>
    /// <exception cref="CleanException">XGT1306.</exception>
    internal static void Arm()
    {
        if (Service.Arm($"\"{ProgramCopy.Into(CleanFolder.FolderPath)}\" clean service") is not 0 and var error)
        {
            throw CleanException.NotArmed(SystemError.Text(error));
        }
    }

    internal static void Disarm() => Service.Disarm();
}
