using System.Collections.Immutable;
using System.ComponentModel;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>Looks at a Windows that does not run, repairs it, and takes a repair back.</summary>
/// <param name="windows">Its folder, from <see cref="OfflineFolder"/>.</param>
/// <param name="version">Of this program, for the result.</param>
[SupportedOSPlatform("windows")]
public sealed class OfflineRun(string windows, string version)
{
    private readonly HiveFile file = new(windows);

    /// <summary>Changes nothing.</summary>
    /// <exception cref="OfflineException">XGT1322, XGT1326 to XGT1329, XGT1336, XGT1337.</exception>
    /// <exception cref="Win32Exception">A key can't be read.</exception>
    public OfflineResult Look()
    {
        var hive = file.Read();
        return Planned(hive, OfflinePlan.For(hive), null);
    }

    /// <exception cref="OfflineException">As <see cref="Look"/>, and XGT1330 to XGT1332.</exception>
    /// <exception cref="Win32Exception">A key can't be read.</exception>
    public OfflineResult Repair()
    {
        var planned = Look();
        if (planned.Changes.IsEmpty)
        {
            return planned;
        }

        var backup = BackupFolder.Make(file, windows, planned.Changes);
        try
        {
            return Made(planned with { Backup = backup.Path });
        }
        catch (OfflineException e) when (!e.LeavesChanges)
        {
            backup.Forget();
            throw;
        }
    }

    /// <param name="force">Also where somebody has changed a value since the repair.</param>
    /// <param name="really">Otherwise it is only looked at.</param>
    /// <exception cref="OfflineException">As <see cref="Repair"/>, and XGT1333 to XGT1335.</exception>
    /// <exception cref="Win32Exception">A key can't be read.</exception>
    public OfflineResult Undo(bool force, bool really)
    {
        var backup = BackupFolder.Newest(windows);
        var hive = file.Read();
        var planned = Planned(hive, backup.Read().UndoOn(hive, force), backup.Path);
        if (!really)
        {
            return planned;
        }

        var made = Made(planned);
        backup.MarkUndone();
        return made;
    }

    private OfflineResult Planned(Hive hive, ImmutableArray<ValueChange> changes, string? backup) => new(
        version, windows, hive.Next, hive.ControlSets, OfflinePlan.Broken(hive), changes, false, backup, OfflinePlan.Broken(changes.Aggregate(hive, (current, change) => current.With(change))));

    /// <summary>What remains is read from the registry, not concluded.</summary>
    private OfflineResult Made(OfflineResult planned)
    {
        var after = LoadedHive.Change(file.Path, root =>
        {
            ChangeList.Make(planned, change => Put(root, change), root.Flush);
            return HiveReader.Read(root, file.Path, windows);
        });
        return planned with { Done = true, Remaining = OfflinePlan.Broken(after) };
    }

    private static void Put(HiveKey root, ValueChange change)
    {
        using var key = root.Create(change.Key);
        key.Put(change.Name, change.New);
    }
}
