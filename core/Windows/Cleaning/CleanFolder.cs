using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>%ProgramData%\Xen Guest Tools\Clean: a folder for each clean-up with all that it took away, and the state of one that waits for a restart.</summary>
[SupportedOSPlatform("windows")]
public static class CleanFolder
{
    public static string FolderPath => Path.Combine(TrustedFolder.ProductPath, "Clean");

    /// <summary>Of a clean-up that has begun and not ended. Whoever has to wait for another one is told so.</summary>
    /// <param name="limit">How long to wait.</param>
    /// <exception cref="CleanException">XGT1302, XGT1303.</exception>
    internal static TrustedFolder Open(TimeSpan limit, Action<string> log)
    {
        var isBusy = false;
        try
        {
            return TrustedFolder.Open(FolderPath, TimeSpan.Zero, CleanException.BadFolder, path =>
            {
                isBusy = true;
                return CleanException.Busy(path);
            });
        }
        catch (CleanException) when (isBusy)
        {
            log(string.Create(CultureInfo.InvariantCulture, $"another clean-up is at work; waiting for its end, at most {limit.TotalMinutes:0.#} minutes"));
            return TrustedFolder.Open(FolderPath, limit, CleanException.BadFolder, CleanException.Busy);
        }
    }

    /// <summary>The folders of clean-ups, the latest first. Each is named by the time of its beginning (UTC).</summary>
    internal static IEnumerable<string> Backups() =>
        Directory.Exists(FolderPath) ? Directory.EnumerateDirectories(FolderPath).OrderByDescending(path => path, StringComparer.Ordinal) : [];
}
