using System.Diagnostics;
using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>The file of the SYSTEM hive of a Windows that does not run, and the logs that belong to it.</summary>
[SupportedOSPlatform("windows")]
internal sealed class HiveFile(string windows)
{
    private static readonly string[] Logs = [".LOG1", ".LOG2"];

    public string Path { get; } = $@"{windows}\System32\config\SYSTEM";

    /// <summary>Reads a copy: whatever loads a hive writes to its file.</summary>
    /// <exception cref="OfflineException">XGT1322, XGT1326 to XGT1329, XGT1336, XGT1337.</exception>
    /// <exception cref="System.ComponentModel.Win32Exception">A key can't be read.</exception>
    public Hive Read()
    {
        var folder = TemporaryFolder();
        try
        {
            try
            {
                CopyTo(folder);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw IsInUse(e) ? OfflineException.InUse(Path) : OfflineException.NotCopied(Path, folder, Reason(e));
            }

            var copy = $@"{folder}\SYSTEM";
            if (IsUnfinished(copy) && !Logs.Any(log => new FileInfo(copy + log) is { Exists: true, Length: > 0 }))
            {
                throw OfflineException.LogsMissing(Path);
            }

            return LoadedHive.Read(copy, root => HiveReader.Read(root, Path, windows));
        }
        finally
        {
            Remove(folder);
        }
    }

    /// <summary>The hive with its logs, under their own names.</summary>
    /// <exception cref="IOException">Mostly: no room.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to read or to write.</exception>
    public void CopyTo(string folder)
    {
        File.Copy(Path, $@"{folder}\SYSTEM");
        foreach (var log in Logs.Where(log => File.Exists(Path + log)))
        {
            File.Copy(Path + log, $@"{folder}\SYSTEM{log}");
        }
    }

    public static string Reason(Exception e) => SystemError.Text(e.HResult & 0xFFFF) + ".";

    private static bool IsInUse(Exception e) => (e.HResult & 0xFFFF) == HiveApi.SharingViolation;

    private static bool IsUnfinished(string path)
    {
        using var file = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[HiveHeader.Size];
        return HiveHeader.IsUnfinished(start[..RandomAccess.Read(file, start, 0)]);
    }

    /// <summary>What was read counts. Where something still holds the copy, such as a scanner, it stays in TEMP, for administrators only.</summary>
    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Debug.WriteLine($"{folder} stays: {Reason(e)}");
        }
    }

    private string TemporaryFolder()
    {
        try
        {
            return Directory.CreateTempSubdirectory("xgt-offline-").FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw OfflineException.NotCopied(Path, System.IO.Path.GetTempPath(), Reason(e));
        }
    }
}
