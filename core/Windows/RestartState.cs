using System.Runtime.Versioning;
using Microsoft.Win32;

namespace XenGuestTools.Core.Windows;

/// <summary>
/// Reads who waits for a restart, from the keys that Windows' own servicing and Windows Update leave (they vanish with the restart). PendingFileRenameOperations is not read: every browser update leaves some.
/// </summary>
[SupportedOSPlatform("windows")]
internal static class RestartState
{
    private const string Servicing = @"SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing";
    private const string Update = @"SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired";

    public static RestartWaiters Read() =>
        If(RestartWaiters.ServicingNow, Exists($@"{Servicing}\RebootInProgress") || RegistryRecords.Current($@"{Servicing}\SessionsPending", "Exclusive") > 0)
        | If(RestartWaiters.Servicing, Exists($@"{Servicing}\RebootPending"))
        | If(RestartWaiters.WindowsUpdate, Exists(Update))
        | If(RestartWaiters.XenDriver, PnpIdle.RestartRequests().Count > 0);

    private static RestartWaiters If(RestartWaiters waiter, bool waits) => waits ? waiter : RestartWaiters.None;

    private static bool Exists(string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        return key is not null;
    }
}
