using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>What things are called in the index of a backup.</summary>
[SupportedOSPlatform("windows")]
internal static class BackupEntry
{
    public const string ValueStart = "value ";

    private const string FilterStart = "filter ";

    /// <summary>Of entries whose content is a file of the backup.</summary>
    private static readonly string[] FileStarts = ["driver ", "key ", "file ", "task ", "product "];

    /// <summary>Can the line of an index be used?</summary>
    public static bool IsWhole(string entry, string content) =>
        entry.StartsWith(ValueStart, StringComparison.Ordinal) ? entry.Contains('|', StringComparison.Ordinal) && SavedValue.Parse(content) is not null
        : entry.StartsWith(FilterStart, StringComparison.Ordinal) || (FileStarts.Any(start => entry.StartsWith(start, StringComparison.Ordinal)) && content.Length > 0);

    public static string Driver(string publishedName) => $"driver {publishedName}";

    public static string Key(string key) => $"key {key}";

    public static string Service(DeleteService step) => Key(ServiceKey(step));

    public static string File(string path) => $"file {path}";

    public static string FileOf(DeleteFiles step, string file) => File($@"{step.Folder}\{file}");

    public static string Task(string name) => $"task {name}";

    public static string Product(Guid product) => $"product {product:B}";

    public static string Value(string key, string name) => $"{ValueStart}{key}|{name}";

    public static string Filter(RemoveClassFilter step) => $"{FilterStart}{ControlSetList.Key(step.ControlSet)} {step.Class:B} {(step.Upper ? "Upper" : "Lower")} {step.Service}";

    public static string ServiceKey(DeleteService step) => $@"{ControlSetList.Key(step.ControlSet)}\Services\{step.Name}";

    /// <summary>How a program of Windows ended, for the end of a sentence.</summary>
    public static string Ended(int? code) => code is { } number ? string.Create(CultureInfo.InvariantCulture, $"ended with {number}") : "did not end";
}
