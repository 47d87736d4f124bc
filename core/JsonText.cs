using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace XenGuestTools.Core;

/// <summary>JSON for people and scripts, written member by member: a serialiser would be a fourth of guesttools.exe. Names are given in camel case.</summary>
public sealed class JsonText
{
    /// <summary>Device IDs are full of "&amp;", and adapters have names in all scripts: they stay what they are, since no browser reads this.</summary>
    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Utf8JsonWriter writer;

    private JsonText(Utf8JsonWriter writer) => this.writer = writer;

    /// <summary>An object with these members, in UTF-8.</summary>
    public static byte[] Bytes(Action<JsonText> members)
    {
        ArrayBufferWriter<byte> buffer = new();
        using Utf8JsonWriter writer = new(buffer, Readable);
        new JsonText(writer).Object(members);
        writer.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    public static string Of(Action<JsonText> members) => Encoding.UTF8.GetString(Bytes(members));

    public void Add(string name, string? value) => writer.WriteString(name, value);

    public void Add(string name, bool value) => writer.WriteBoolean(name, value);

    public void Add(string name, int? value)
    {
        if (value is { } number)
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    public void Add(string name, DateTimeOffset value) => writer.WriteString(name, value);

    public void Add(string name, IEnumerable<string> values) => Array(name, values, writer.WriteStringValue);

    /// <summary>An object; null for null.</summary>
    public void Add<T>(string name, T? value, Action<T, JsonText> members)
        where T : class
    {
        writer.WritePropertyName(name);
        if (value is null)
        {
            writer.WriteNullValue();
        }
        else
        {
            Object(json => members(value, json));
        }
    }

    /// <summary>An array of objects.</summary>
    public void Add<T>(string name, IEnumerable<T> values, Action<T, JsonText> members)
        where T : class => Array(name, values, value => Object(json => members(value, json)));

    private void Object(Action<JsonText> members)
    {
        writer.WriteStartObject();
        members(this);
        writer.WriteEndObject();
    }

    private void Array<T>(string name, IEnumerable<T> values, Action<T> write)
        where T : class
    {
        writer.WriteStartArray(name);
        foreach (var value in values)
        {
            write(value);
        }

        writer.WriteEndArray();
    }
}
