using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>The service that verifies and restores after the restart.</summary>
[SupportedOSPlatform("windows")]
public static class RestoreService
{
    public const string Name = "XenGuestToolsNetwork";

    private static readonly OneShotService Service = new(Name, $"{Product.Name}: network settings");

    /// <summary>Registered, and not only waiting to be forgotten.</summary>
    internal static bool IsArmed() => Service.IsArmed();

    /// <exception cref="NetworkException">XGT1204.</exception>
    internal static void Arm(string program)
    {
        if (Service.Arm($"\"{program}\" network service") is not 0 and var error)
        {
            throw NetworkException.NotArmed(SystemError.Text(error));
        }
    }

    /// <summary>It goes as soon as it has ended.</summary>
    internal static void Disarm() => Service.Disarm();
}
