using System.Collections.Immutable;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>Deletes files of a folder, and what of the folder is empty then.</summary>
[SupportedOSPlatform("windows")]
internal static class FolderRemoval
{
    /// <exception cref="DriverException">XGT1107.</exception>
    public static Outcome Delete(string folder, ImmutableArray<string> files)
    {
        var real = Environment.ExpandEnvironmentVariables(folder);
        if (!Directory.Exists(real))
        {
            return Outcome.NotThere;
        }

        var outcome = Outcome.Done;
        foreach (var file in files)
        {
            AllowDeletion(Path.Combine(real, file));
            outcome = FileRemoval.Delete(Path.Combine(real, file)) == Outcome.AtRestart ? Outcome.AtRestart : outcome;
        }

        DeleteEmpty(real);
        return outcome;
    }

    /// <summary>Windows deletes no file that is marked as read-only.</summary>
    private static void AllowDeletion(string path)
    {
        if (File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            File.SetAttributes(path, FileAttributes.Normal);
        }
    }

    /// <summary>The deepest first. A folder with anything in it stays.</summary>
    private static void DeleteEmpty(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
        {
            if ((File.GetAttributes(inner) & FileAttributes.ReparsePoint) == 0)
            {
                DeleteEmpty(inner);
            }
        }

        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }
}
