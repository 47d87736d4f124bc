using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>What Windows and the drivers still have to do when the installation of a driver has returned.</summary>
[SupportedOSPlatform("windows")]
internal static partial class PnpIdle
{
    private const string Monitor = "xenbus_monitor";
    private const uint Timeout = 258;

    /// <summary>Waits until Windows has installed the devices that it found (Microsoft: CMP_WaitNoPendingInstallEvents).</summary>
    /// <returns>False when it still does after that time.</returns>
    public static bool Wait(int seconds) => WaitNoPendingInstallEvents((uint)seconds * 1000) != Timeout;

    /// <summary>The drivers that ask for a restart (<c>xenbus_monitor\Request\&lt;driver&gt;\Reboot</c>, facts 4.9).</summary>
    public static List<string> RestartRequests()
    {
        List<string> asking = [];
        using var requests = Registry.LocalMachine.TryOpen($@"{ServiceList.Key}\{Monitor}\Request");
        foreach (var driver in requests?.GetSubKeyNames() ?? [])
        {
            if (RegistryRecords.Current($@"{ServiceList.Key}\{Monitor}\Request\{driver}", "Reboot") is not (null or 0))
            {
                asking.Add(driver);
            }
        }

        return asking;
    }

    /// <summary>
    /// Our 3010 says it once; the monitor would ask the same in windows of its own. Where an administrator has it restart by itself (AutoReboot), it goes on. It starts again with Windows.
    /// </summary>
    /// <returns>Null if nothing was to be done.</returns>
    public static Outcome? QuietMonitor()
    {
        var automatic = RegistryRecords.Current($@"{ServiceList.Key}\{Monitor}\Parameters", "AutoReboot") > 0;
        return automatic ? null : ServiceRemoval.StopOnly(Monitor);
    }

    [LibraryImport("cfgmgr32.dll", EntryPoint = "CMP_WaitNoPendingInstallEvents")]
    private static partial uint WaitNoPendingInstallEvents(uint timeout);
}
