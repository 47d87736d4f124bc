using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.Versioning;
using System.Security;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>Saves, verifies and restores the network settings of this machine.</summary>
[SupportedOSPlatform("windows")]
public static class NetworkSettings
{
    /// <summary>Where the settings are saved.</summary>
    public static string File => NetworkFolder.SavedPath;

    private static readonly TimeSpan WaitLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private const int Readings = 5;

    /// <summary>Writes the file, and registers the service that restores after the restart. Once more before that restart it changes nothing that is saved.</summary>
    /// <exception cref="NetworkException">With a code; then the service is not registered, or nothing at all is done.</exception>
    public static SavedNetwork Save(string operation, out ImmutableArray<string> leftOut)
    {
        using var folder = NetworkFolder.Open(create: true);
        ImmutableArray<(AdapterSettings Settings, string? Problem)> present = [.. AdapterScan.Read().Select(a => (a, SavedNetworkCheck.ProblemOf(a)))];
        leftOut = [.. present.Select(p => p.Problem).OfType<string>()];
        var saved = SavedNetwork.Merge(ReadForSaving(), present.Where(p => p.Problem is null).Select(p => p.Settings), operation, BootMark.Read(), RestoreService.IsArmed(), DateTimeOffset.UtcNow);
        SavedFile.Write(saved);
        NetworkEventLog.Register();
        RestoreService.Arm(SavedFile.CopyProgram());
        return saved;
    }

    /// <exception cref="NetworkException">With a code.</exception>
    public static NetworkResult Verify()
    {
        using var folder = NetworkFolder.Open(create: false);
        return NetworkResult.Of(NetworkPlan.For(Settings(ReadOrThrow()), AdapterScan.Read()), NetworkFolder.SavedPath);
    }

    /// <exception cref="NetworkException">With a code.</exception>
    public static NetworkResult Restore()
    {
        using var folder = NetworkFolder.Open(create: false);
        var saved = ReadOrThrow();
        var result = Apply(saved, out var present);
        Finish(saved, present, countRun: false);
        return result;
    }

    /// <summary>What the service does: waits for the adapters, verifies, restores, tells the event log, and deletes itself when there is nothing left to do.</summary>
    /// <param name="stop">Windows shuts down: the next start tries again.</param>
    public static void RestoreAfterRestart(WaitHandle stop)
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
            NetworkEventLog.Write(warning: true, $"Network settings could not be restored after the network driver changed: {e.Message}{Environment.NewLine}Once that is mended, run 'guesttools network restore'.");
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
        var saved = ReadOrThrow();
        if (saved.Boot == BootMark.Read())
        {
            return; // a later save in this start of Windows: the restart is still to come
        }

        var result = Apply(saved, out var present);
        var finished = Finish(saved, present, countRun: true);
        if (finished || saved.Runs == 0 || !result.Restored.IsEmpty)
        {
            NetworkEventLog.Write(!result.Failed.IsEmpty, TextOf(result));
        }
    }

    /// <returns>False if Windows shuts down. After the time limit it is true all the same: what is there is restored.</returns>
    private static bool WaitForAdapters(WaitHandle stop)
    {
        ImmutableArray<AdapterSettings> saved;
        using (NetworkFolder.Open(create: false))
        {
            saved = Settings(ReadOrThrow());
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

    private static NetworkResult Apply(SavedNetwork saved, out ImmutableArray<AdapterSettings> present)
    {
        var settings = Settings(saved);
        present = AdapterScan.Read();
        List<(NetworkStep Step, string Reason)> done = [.. NetworkPlan.For(settings, present).Steps.Select(s => (s, AdapterSetup.Run(s)))];
        var after = NetworkPlan.For(settings, present);
        for (var i = 0; done.Count > 0 && i < Readings; i++)
        {
            Thread.Sleep(i == 0 ? TimeSpan.Zero : Interval); // an address is to be seen a moment after it was set
            present = AdapterScan.Read();
            after = NetworkPlan.For(settings, present);
            if (after.Steps.IsEmpty)
            {
                break;
            }
        }

        return NetworkResult.Of(done, after, NetworkFolder.SavedPath);
    }

    /// <returns>Nothing is left to do, and the service is gone.</returns>
    private static bool Finish(SavedNetwork saved, ImmutableArray<AdapterSettings> present, bool countRun)
    {
        if (saved.Boot == BootMark.Read())
        {
            return false; // nothing has been switched yet, so nothing is proven
        }

        var verified = saved.VerifiedBy(present);
        verified = countRun ? verified : verified with { Runs = saved.Runs };
        SavedFile.Write(verified);
        var finished = verified.IsFinished(present);
        if (finished)
        {
            RestoreService.Disarm();
        }

        return finished;
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

    /// <summary>A file that can't be read must not keep the next save from working: it stays beside the new one.</summary>
    private static SavedNetwork? ReadForSaving()
    {
        try
        {
            return SavedFile.Read();
        }
        catch (NetworkException)
        {
            System.IO.File.Move(NetworkFolder.SavedPath, NetworkFolder.SavedPath + ".bad", overwrite: true);
            return null;
        }
    }

    private static SavedNetwork ReadOrThrow() => SavedFile.Read() ?? throw NetworkException.NothingSaved(NetworkFolder.SavedPath);

    private static ImmutableArray<AdapterSettings> Settings(SavedNetwork saved) => [.. saved.Adapters.Select(a => a.Settings)];
}
