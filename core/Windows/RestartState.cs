using System.Collections.Immutable;
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

    public static ImmutableArray<RestartWaiter> Read() =>
    [
        .. If(RestartWaiter.ServicingNow, Exists($@"{Servicing}\RebootInProgress") || Number($@"{Servicing}\SessionsPending", "Exclusive") > 0),
        .. If(RestartWaiter.Servicing, Exists($@"{Servicing}\RebootPending")),
        .. If(RestartWaiter.WindowsUpdate, Exists(Update)),
        .. If(RestartWaiter.XenDriver, PnpIdle.RestartRequests().Length > 0),
    ];

    private static RestartWaiter[] If(RestartWaiter waiter, bool waits) => waits ? [waiter] : [];

    private static bool Exists(string path)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        return key is not null;
    }

    private static int Number(string path, string name)
    {
        using var key = Registry.LocalMachine.TryOpen(path);
        return key?.GetValue(name) as int? ?? 0;
    }
}
