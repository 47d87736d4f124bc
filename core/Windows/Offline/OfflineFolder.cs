using System.Runtime.Versioning;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Core.Windows.Offline;

/// <summary>Finds the Windows that is meant.</summary>
[SupportedOSPlatform("windows")]
public static class OfflineFolder
{
    private const string Hive = @"System32\config\SYSTEM";

    /// <param name="said">A folder of Windows, or the root of its volume; null: the only one there is.</param>
    /// <returns>Such as <c>D:\Windows</c>.</returns>
    /// <exception cref="OfflineException">XGT1321, XGT1323 to XGT1325.</exception>
    public static string Find(string? said) => said is null ? OnlyOne() : Checked(said);

    private static string OnlyOne()
    {
        // A drive without a medium, or one whose encryption is locked, has no folders.
        List<string> found = [.. DriveInfo.GetDrives().Where(drive => drive.DriveType == DriveType.Fixed).Select(drive => drive.Name + "Windows").Where(folder => File.Exists($@"{folder}\{Hive}") && !IsRunning(folder))];
        return found switch
        {
            [var folder] => Checked(folder),
            [] => throw OfflineException.NoneFound(),
            _ => throw OfflineException.Several(found),
        };
    }

    private static string Checked(string said)
    {
        // "D:" alone would be the current folder of that drive.
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(said.EndsWith(':') ? said + @"\" : said));
        var below = Path.Combine(folder, "Windows");
        if (!File.Exists(Path.Combine(folder, Hive)) && File.Exists(Path.Combine(below, Hive)))
        {
            folder = below;
        }

        if (IsRunning(folder))
        {
            throw OfflineException.Running(folder);
        }

        return !File.Exists(Path.Combine(folder, Hive)) ? throw OfflineException.NoWindows(folder, Hive)
            : !Directory.Exists(Path.Combine(folder, @"System32\drivers")) ? throw OfflineException.NoWindows(folder, @"System32\drivers")
            : folder;
    }

    private static bool IsRunning(string folder) => Names.Same(folder, Environment.GetFolderPath(Environment.SpecialFolder.Windows));
}
