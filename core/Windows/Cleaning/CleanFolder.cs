using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>%ProgramData%\Xen Guest Tools\Clean: a folder for each clean-up with all that it took away, and the state of one that waits for a restart.</summary>
[SupportedOSPlatform("windows")]
public static class CleanFolder
{
    /// <summary>Longer than a clean-up that goes on after a restart takes, if no uninstaller hangs: the setup program, which goes on then too, waits for it.</summary>
    private static readonly TimeSpan LockLimit = TimeSpan.FromMinutes(10);

    public static string FolderPath => Path.Combine(TrustedFolder.ProductPath, "Clean");

    /// <summary>Of a clean-up that has begun and not ended.</summary>
    /// <exception cref="CleanException">XGT1302, XGT1303.</exception>
    internal static TrustedFolder Open() => TrustedFolder.Open(FolderPath, LockLimit, CleanException.BadFolder, CleanException.Busy);

    /// <summary>The folders of clean-ups, the latest first. Each is named by the time of its beginning (UTC).</summary>
    internal static IEnumerable<string> Backups() =>
        Directory.Exists(FolderPath) ? Directory.EnumerateDirectories(FolderPath).OrderByDescending(path => path, StringComparer.Ordinal) : [];
}
