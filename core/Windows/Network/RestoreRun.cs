using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.Versioning;
using System.Security;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>One run of the service after the restart.</summary>
[SupportedOSPlatform("windows")]
public static class RestoreRun
{
    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    /// <summary>What the service does: waits for the adapters, verifies, restores, tells the event log, and deletes itself when there is nothing left to do.</summary>
    /// <param name="stop">Windows shuts down: the next start tries again.</param>
    public static void Run(WaitHandle stop)
    {
        try
        {
            if (WaitForAdapters(stop))
            {
                RestoreNow();
            }
        }
        catch (Exception e)
        {
            // Whatever it is, an administrator must learn of it: nobody looks at the exit code of a service. At the next start it would be the same.
            ProductEventLog.Write(warning: true, $"Network settings could not be restored after the network driver changed: {e.Message}{Environment.NewLine}Once that is mended, run 'guesttools network restore'.");
            RestoreService.Disarm();
            if (e is not NetworkException and not IOException and not UnauthorizedAccessException and not SecurityException and not Win32Exception)
            {
                throw;
            }
        }
    }

    private static void RestoreNow()
    {
        using var folder = NetworkFolder.Open(create: false);
        var saved = NetworkSettings.ReadOrThrow();
        if (saved.Boot == BootMark.Read())
        {
            return; // a later save in this start of Windows: the restart is still to come
        }

        var result = NetworkSettings.Apply(saved, out var present);
        var finished = NetworkSettings.Finish(saved, present, countRun: true);
        if (finished || saved.Runs == 0 || !result.Restored.IsEmpty)
        {
            ProductEventLog.Write(!result.Failed.IsEmpty, TextOf(result));
        }
    }

    /// <returns>False if Windows shuts down. After the time limit it is true all the same: what is there is restored.</returns>
    private static bool WaitForAdapters(WaitHandle stop)
    {
        ImmutableArray<AdapterSettings> saved;
        using (NetworkFolder.Open(create: false))
        {
            saved = NetworkSettings.Settings(NetworkSettings.ReadOrThrow());
        }

        for (var end = DateTime.UtcNow + WaitLimit; DateTime.UtcNow < end;)
        {
            if (AreThere(saved))
            {
                break;
            }

            if (stop.WaitOne(Interval))
            {
                return false;
            }
        }

        return !stop.WaitOne(Interval); // what an adapter brings along is there a moment later than the adapter
    }

    private static bool AreThere(ImmutableArray<AdapterSettings> saved)
    {
        try
        {
            var present = IpHelper.Interfaces();
            return saved.All(s => present.Exists(p => Names.Same(p.Mac, s.Mac)));
        }
        catch (NetworkException)
        {
            return false; // so early the network may not answer yet; after the time limit the same error counts
        }
    }

    private static string TextOf(NetworkResult result) => string.Join(Environment.NewLine, (string[])
    [
        result switch
        {
            { Failed.IsEmpty: false } => "Not all network settings are as they were before the network driver changed:",
            { Restored.IsEmpty: false } => "Network settings that were lost when the network driver changed were restored:",
            _ => "The network settings are as they were before the network driver changed.",
        },
        .. result.Failed,
        .. result.Restored.Select(r => $"Restored: {r}"),
        $"Saved settings: {result.File}",
    ]);
}
