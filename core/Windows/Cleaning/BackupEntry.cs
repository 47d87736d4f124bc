using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>What things are called in the index of a backup.</summary>
[SupportedOSPlatform("windows")]
internal static class BackupEntry
{
    public const string ValueStart = "value ";

    public static string Driver(string publishedName) => $"driver {publishedName}";

    public static string Key(string key) => $"key {key}";

    public static string Service(DeleteService step) => Key(ServiceKey(step));

    public static string File(string path) => $"file {path}";

    public static string FileOf(DeleteFiles step, string file) => File($@"{step.Folder}\{file}");

    public static string Task(string name) => $"task {name}";

    public static string Product(Guid product) => $"product {product:B}";

    public static string Value(string key, string name) => $"{ValueStart}{key}|{name}";

    public static string Filter(RemoveClassFilter step) => $"filter {ControlSetList.Key(step.ControlSet)} {step.Class:B} {(step.Upper ? "Upper" : "Lower")} {step.Service}";

    public static string ServiceKey(DeleteService step) => $@"{ControlSetList.Key(step.ControlSet)}\Services\{step.Name}";

    /// <summary>How a program of Windows ended, for the end of a sentence.</summary>
    public static string Ended(int? code) => code is { } number ? string.Create(CultureInfo.InvariantCulture, $"ended with {number}") : "did not end";
}
