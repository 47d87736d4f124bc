using System.Collections.Immutable;
using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>Saves, verifies and restores the network settings of this machine.</summary>
[SupportedOSPlatform("windows")]
public static class NetworkSettings
{
    /// <summary>Where the settings are saved.</summary>
    public static string File => NetworkFolder.SavedPath;

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
        ProductEventLog.Register();
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

    internal static NetworkResult Apply(SavedNetwork saved, out ImmutableArray<AdapterSettings> present)
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
    internal static bool Finish(SavedNetwork saved, ImmutableArray<AdapterSettings> present, bool countRun)
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

    internal static SavedNetwork ReadOrThrow() => SavedFile.Read() ?? throw NetworkException.NothingSaved(NetworkFolder.SavedPath);

    internal static ImmutableArray<AdapterSettings> Settings(SavedNetwork saved) => [.. saved.Adapters.Select(a => a.Settings)];
}
