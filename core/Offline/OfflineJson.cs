using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace XenGuestTools.Core.Offline;

/// <summary>The JSON of a result, and of the changes that are kept beside a backup. By hand: code that is generated for these types would be a third of the whole command.</summary>
public static class OfflineJson
{
    /// <summary>Device IDs are full of "&amp;": it stays what it is, since no browser reads this.</summary>
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(OfflineResult result) => Encoding.UTF8.GetString(Write(json =>
    {
        json.WriteString("version", result.Version);
        json.WriteString("windows", result.Windows);
        json.WriteString("next", result.Next);
        json.WriteStartArray("controlSets");
        foreach (var set in result.ControlSets)
        {
            json.WriteStringValue(set);
        }

        json.WriteEndArray();
        WriteRules(json, "broken", result.Broken);
        WriteChanges(json, result.Changes);
        json.WriteBoolean("done", result.Done);
        json.WriteString("backup", result.Backup);
        WriteRules(json, "remaining", result.Remaining);
    }));

    internal static byte[] Write(OfflineBackup backup) => Write(json =>
    {
        json.WriteString("windows", backup.Windows);
        json.WriteString("made", backup.Made);
        WriteChanges(json, backup.Changes);
    });

    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="FormatException">It is not what <see cref="Write(OfflineBackup)"/> writes.</exception>
    /// <exception cref="InvalidOperationException">A value has another type.</exception>
    internal static OfflineBackup Read(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text);
        string? windows = null, made = null;
        var changes = ImmutableArray<ValueChange>.Empty;
        Start(ref json, JsonTokenType.StartObject);
        while (Property(ref json) is { } name)
        {
            switch (name)
            {
                case "windows":
                    windows = json.GetString();
                    break;
                case "made":
                    made = json.GetString();
                    break;
                case "changes":
                    changes = ReadChanges(ref json);
                    break;
                default:
                    throw Unexpected(name);
            }
        }

        return json.Read() ? throw Unexpected("more than one object") : new(windows ?? throw Missing("windows"), made ?? throw Missing("made"), changes);
    }

    private static byte[] Write(Action<Utf8JsonWriter> properties)
    {
        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text, Readable))
        {
            json.WriteStartObject();
            properties(json);
            json.WriteEndObject();
        }

        return text.WrittenSpan.ToArray();
    }

    private static void WriteRules(Utf8JsonWriter json, string name, ImmutableArray<BootViolation> violations)
    {
        json.WriteStartArray(name);
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            json.WriteString("rule", violation.Rule.ToString());
            json.WriteString("subject", violation.Subject);
            json.WriteString("controlSet", violation.ControlSet);
            json.WriteString("source", violation.Source);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteChanges(Utf8JsonWriter json, ImmutableArray<ValueChange> changes)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("key", change.Key);
            json.WriteString("name", change.Name);
            json.WriteString("old", change.Old?.Written);
            json.WriteString("new", change.New?.Written);
            json.WriteString("rule", change.Rule.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ImmutableArray<ValueChange> ReadChanges(ref Utf8JsonReader json)
    {
        var changes = ImmutableArray.CreateBuilder<ValueChange>();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            throw Unexpected("changes");
        }

        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            changes.Add(ReadChange(ref json));
        }

        return json.TokenType == JsonTokenType.EndArray ? changes.ToImmutable() : throw Unexpected("changes");
    }

    private static ValueChange ReadChange(ref Utf8JsonReader json)
    {
        string? key = null, name = null;
        HiveData? before = null, after = null;
        BootRule rule = default;
        while (Property(ref json) is { } property)
        {
            var text = json.GetString();
            switch (property)
            {
                case "key":
                    key = text;
                    break;
                case "name":
                    name = text;
                    break;
                case "old":
                    before = text is null ? null : HiveData.Parse(text);
                    break;
                case "new":
                    after = text is null ? null : HiveData.Parse(text);
                    break;
                case "rule" when Enum.TryParse(text, out rule):
                    break;
                default:
                    throw Unexpected(property);
            }
        }

        return new(key ?? throw Missing("key"), name ?? throw Missing("name"), before, after, rule);
    }

    private static void Start(ref Utf8JsonReader json, JsonTokenType type)
    {
        if (!json.Read() || json.TokenType != type)
        {
            throw Unexpected("its start");
        }
    }

    /// <summary>The name of the next property, with the reader on its value; null at the end of the object.</summary>
    private static string? Property(ref Utf8JsonReader json)
    {
        _ = json.Read();
        if (json.TokenType != JsonTokenType.PropertyName)
        {
            return null;
        }

        var name = json.GetString();
        _ = json.Read();
        return name;
    }

    private static FormatException Unexpected(string what) => new($"'{what}' is not what is expected there");

    private static FormatException Missing(string what) => new($"'{what}' is missing");
}
