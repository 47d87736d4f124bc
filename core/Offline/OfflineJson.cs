using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>The JSON of a result, and of the changes that are kept beside a backup.</summary>
public static class OfflineJson
{
    private static readonly string[] Rules = Enum.GetNames<BootRule>();

    public static string Write(OfflineResult result) => JsonText.Of(json =>
    {
        json.Add("version", result.Version);
        json.Add("windows", result.Windows);
        json.Add("next", result.Next);
        json.Add("controlSets", result.ControlSets);
        json.Add("broken", result.Broken, Write);
        json.Add("changes", result.Changes, Write);
        json.Add("done", result.Done);
        json.Add("backup", result.Backup);
        json.Add("remaining", result.Remaining, Write);
    });

    internal static byte[] Write(OfflineBackup backup) => JsonText.Bytes(json =>
    {
        json.Add("windows", backup.Windows);
        json.Add("made", backup.Made);
        json.Add("changes", backup.Changes, Write);
    });

    /// <exception cref="FormatException">It is not what <see cref="Write(OfflineBackup)"/> writes.</exception>
    internal static OfflineBackup Read(ReadOnlySpan<byte> text) =>
        StrictJson.Read(text, json => new OfflineBackup(json.Text("windows"), json.Text("made"), json.Objects("changes", Change)));

    private static ValueChange Change(StrictJson json) =>
        new(json.Text("key"), json.Text("name"), Data(json, "old"), Data(json, "new"), Enum.Parse<BootRule>(Rules[json.Choice("rule", Rules)]));

    private static HiveData? Data(StrictJson json, string name) => json.OptionalText(name) is { } text ? HiveData.Parse(text) : null;

    private static void Write(BootViolation violation, JsonText json)
    {
        json.Add("rule", violation.Rule.ToString());
        json.Add("subject", violation.Subject);
        json.Add("controlSet", violation.ControlSet);
        json.Add("source", violation.Source);
    }

    private static void Write(ValueChange change, JsonText json)
    {
        json.Add("key", change.Key);
        json.Add("name", change.Name);
        json.Add("old", change.Old?.Written);
        json.Add("new", change.New?.Written);
        json.Add("rule", change.Rule.ToString());
    }
}
