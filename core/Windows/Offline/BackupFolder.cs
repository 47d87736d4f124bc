using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>The backup of one repair, in the folder of the registry's own files, which only administrators may read: the hive as it was, and what was changed.</summary>
[SupportedOSPlatform("windows")]
internal sealed class BackupFolder
{
    private const string Pending = "changes.json";
    private const string Undone = "undone.json";

    private BackupFolder(string path) => Path = path;

    public string Path { get; }

    private string Changes => $@"{Path}\{Pending}";

    /// <exception cref="OfflineException">XGT1330.</exception>
    public static BackupFolder Make(HiveFile hive, string windows, ImmutableArray<ValueChange> changes)
    {
        var made = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        BackupFolder folder = new($@"{Parent(windows)}\{made}");
        try
        {
            Directory.CreateDirectory(folder.Path);
            hive.CopyTo(folder.Path);
            using FileStream file = new(folder.Changes, FileMode.CreateNew);
            file.Write(new OfflineBackup(windows, made, changes).Write());
            file.Flush(flushToDisk: true);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OfflineException.NoBackup(folder.Path, HiveFile.Reason(e));
        }
    }

    /// <summary>Of the newest repair that was not taken back.</summary>
    /// <exception cref="OfflineException">XGT1333.</exception>
    public static BackupFolder Newest(string windows)
    {
        var parent = Parent(windows);
        var path = !Directory.Exists(parent) ? null
            : Directory.GetDirectories(parent).OrderDescending(StringComparer.Ordinal).FirstOrDefault(folder => File.Exists($@"{folder}\{Pending}"));
        return path is null ? throw OfflineException.NothingToUndo(parent) : new(path);
    }

    /// <exception cref="OfflineException">XGT1335.</exception>
    public OfflineBackup Read()
    {
        using var file = File.OpenHandle(Changes);
        var json = new byte[Math.Min(RandomAccess.GetLength(file), OfflineBackup.MaximumSize + 1)];
        return OfflineBackup.Read(json.AsSpan(0, RandomAccess.Read(file, json, 0)), Changes);
    }

    public void MarkUndone() => File.Move(Changes, $@"{Path}\{Undone}", overwrite: true);

    /// <summary>There is nothing to take back: the repair failed, and the registry is as it was.</summary>
    public void Forget() => File.Delete(Changes);

    private static string Parent(string windows) => $@"{windows}\System32\config\XenGuestToolsBackup";
}
