using System.ComponentModel;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Has Windows restart in half a minute, as a planned action, with a sentence to whoever is signed in.</summary>
[SupportedOSPlatform("windows")]
internal static class WindowsRestart
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    /// <param name="why">A sentence without its full stop.</param>
    /// <returns>False if Windows does not restart; the reason is logged.</returns>
    public static bool Begin(string why, Action<string> log)
    {
        try
        {
            var code = SystemProgram.Run("shutdown.exe", ["/r", "/t", "30", "/d", "p:2:4", "/c", $"{Product.Name}: {why}."], Limit);
            if (code != 0)
            {
                log($"Windows could not be restarted: shutdown.exe ended with {code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no code in time"}");
            }

            return code == 0;
        }
        catch (Win32Exception e)
        {
            log($"Windows could not be restarted: {e.Message}");
            return false;
        }
    }
}
