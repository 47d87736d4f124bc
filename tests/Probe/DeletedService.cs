using System.Diagnostics;
using Microsoft.Win32;

namespace XenGuestTools.Tests.Probe;

/// <summary>A service that is deleted stays until the last handle to it is closed (Microsoft's docs, DeleteService), and other programs look at services too, if only for a moment.</summary>
internal static class DeletedService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    public static void WaitForEndOf(string name)
    {
        for (var waiting = Stopwatch.StartNew(); waiting.Elapsed < Limit; Thread.Sleep(20))
        {
            using var key = Registry.LocalMachine.OpenSubKey($@"SYSTEM\CurrentControlSet\Services\{name}");
            if (key is null)
            {
                return;
            }
        }
    }
}
