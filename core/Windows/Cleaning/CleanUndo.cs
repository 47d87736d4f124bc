using System.Collections.Immutable;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Puts back what the last clean-up took away.</summary>
[SupportedOSPlatform("windows")]
public static class CleanUndo
{
    /// <summary>What would be put back: the steps of the last clean-up, the last first.</summary>
    /// <exception cref="CleanException">XGT1302, XGT1303, XGT1304, XGT1305.</exception>
    public static ImmutableArray<CleanStep> Plan(Action<string> also)
    {
        using var lockOfFolder = CleanFolder.Open(CleanRequest.UsualLockLimit, also);
        return InOrder(Last(out _));
    }

    /// <exception cref="CleanException">XGT1302, XGT1303, XGT1304, XGT1305.</exception>
    public static CleanResult Run(Action<string> also)
    {
        using var lockOfFolder = CleanFolder.Open(CleanRequest.UsualLockLimit, also);
        var backup = Last(out var folder);
        CleanLog log = new(folder, also);
        log.Write("undo");
        CleanStateFile.Delete();
        CleanService.Disarm();
        SaveNetwork(log);
        CleanRunner runner = new(backup, log.Write);
        List<string> lost = [], problems = [];
        foreach (var step in InOrder(backup))
        {
            if (runner.Undo(step) is { } text)
            {
                (text == CleanStepWords.Lost(step) ? lost : problems).Add(text);
                log.Write(text);
            }
        }

        runner.FindDevices();
        if (problems.Count == 0)
        {
            backup.Close();
        }

        var verdict = problems.Count > 0 ? CleanVerdict.Remains : runner.RestartNeeded ? CleanVerdict.RestartNeeded : CleanVerdict.Done;
        log.Write($"verdict of undo: {verdict}");
        return new CleanResult(verdict, folder, [.. problems], [.. lost], Restarting: false);
    }

    /// <summary>A step that a loss of power has cut off was begun twice.</summary>
    private static ImmutableArray<CleanStep> InOrder(CleanBackup backup) => [.. backup.Steps.Reverse().Distinct()];

    private static CleanBackup Last(out string folder)
    {
        folder = CleanFolder.Backups().FirstOrDefault(CleanBackup.IsOpen) ?? throw CleanException.NothingToUndo(CleanFolder.FolderPath);
        return new CleanBackup(folder);
    }

    /// <summary>The network card gets its former driver at the next restart.</summary>
    private static void SaveNetwork(CleanLog log)
    {
        try
        {
            NetworkSettings.Save("install", out _);
        }
        catch (NetworkException e)
        {
            log.Write($"network settings are not saved: {e.Message}");
        }
    }
}
