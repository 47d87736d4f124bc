using System.Globalization;
using XenGuestTools.Core;
using XenGuestTools.Core.Report;

namespace XenGuestTools.GuestTools;

/// <summary>The log files that docs/deploy.md ("Logs") names, and what is in the product's folder below ProgramData.</summary>
internal static class LogFiles
{
    /// <summary>Bytes of each file, from its end.</summary>
    public const int MostBytes = 2 * 1024 * 1024;

    private const int MostOfEachPattern = 20;
    private const int MostFolders = 4;

    /// <summary>The setup program's own name for its log (Xen_Guest_Tools_…), the examples of our pages, and the logs that the policy of Windows Installer makes.</summary>
    private static readonly string[] Patterns = ["xen*.log", "xgt*.log", "guesttools*.log", "MSI*.log"];

    /// <summary>Of the product's own folder: it also holds the program that restores network settings.</summary>
    private static readonly string[] TextTypes = [".json", ".log", ".txt", ".xml", ".reg", ".inf"];

    /// <param name="folders">Where logs lie: the temporary folders of this account and of SYSTEM.</param>
    public static IEnumerable<ReportItem> OfSetup(IEnumerable<string> folders)
    {
        var number = 0;
        foreach (var folder in folders.Select(Path.TrimEndingDirectorySeparator).Distinct(StringComparer.OrdinalIgnoreCase).Where(Directory.Exists))
        {
            number++;
            foreach (var pattern in Patterns)
            {
                foreach (var file in Newest(folder, pattern))
                {
                    yield return Item(string.Create(CultureInfo.InvariantCulture, $"logs/{number}/{Path.GetFileName(file)}"), file);
                }
            }
        }
    }

    /// <summary>The text files below the folder that are no links, four levels deep.</summary>
    public static IEnumerable<ReportItem> Below(string folder, string name)
    {
        EnumerationOptions options = new() { RecurseSubdirectories = true, MaxRecursionDepth = MostFolders, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return Directory.Exists(folder)
            ? [.. Directory.EnumerateFiles(folder, "*", options).Where(file => TextTypes.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase)).Take(MostOfEachPattern * MostFolders).Select(file => Item($"{name}/{Path.GetRelativePath(folder, file).Replace('\\', '/')}", file))]
            : [];
    }

    public static ReportItem Item(string name, string file) => new(name, Redaction.Of(file), () => Tail(file));

    private static List<string> Newest(string folder, string pattern)
    {
        EnumerationOptions options = new() { MatchCasing = MatchCasing.CaseInsensitive, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        return [.. new DirectoryInfo(folder).EnumerateFiles(pattern, options).OrderByDescending(file => file.LastWriteTimeUtc.Ticks).Where(IsOurs).Take(MostOfEachPattern).Select(file => file.FullName)];
    }

    /// <summary>Windows Installer calls all its logs MSI*.log: ours name the product.</summary>
    private static bool IsOurs(FileInfo file)
    {
        if (!file.Name.StartsWith("MSI", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        try
        {
            return System.Text.Encoding.UTF8.GetString(Tail(file.FullName)).Contains(Product.Name, StringComparison.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return true; // the list will say why it could not be read
        }
    }

    /// <summary>A log may be open, and grow, while it is read.</summary>
    private static byte[] Tail(string file)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var cut = (Math.Max(0, stream.Length - MostBytes) + 1) & ~1; // an even place: the text may be UTF-16
        stream.Position = cut;
        var content = new byte[Math.Min(MostBytes, Math.Max(0, stream.Length - cut))];
        var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return LogText.Redacted(content.AsSpan(0, length), wholeLines: cut > 0);
    }
}
