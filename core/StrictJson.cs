using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace XenGuestTools.Core;

/// <summary>An object of a JSON file that is read strictly: each field must be asked for, be there once, and be of the kind asked for. An error says which field, in words for the end of "can't be used: ".</summary>
internal sealed class StrictJson
{
    private const int MaximumDepth = 8;
    private readonly Dictionary<string, object?> fields = new(StringComparer.Ordinal);
    private readonly string place;

    private StrictJson(string place) => this.place = place;

    /// <exception cref="FormatException">Not JSON, not an object, or with a field that <paramref name="read"/> does not want.</exception>
    public static T Read<T>(ReadOnlySpan<byte> json, Func<StrictJson, T> read)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = MaximumDepth });
            reader.Read();
            var value = Value(ref reader, "");
            return reader.Read() ? throw Problem("the end", "is not the end") : Whole(value, "the whole", read);
        }
        catch (JsonException e)
        {
            // The reader's own message is not compiled into the programs for the guest.
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"line {e.LineNumber + 1} is no JSON"), e);
        }
        catch (InvalidOperationException e)
        {
            throw new FormatException("a text in it is not Unicode", e);
        }
    }

    /// <summary>Null where the file says null.</summary>
    public string? OptionalText(string name) => Field(name) switch
    {
        null => null,
        string text => text,
        _ => throw Problem(Place(name), "is not a text"),
    };

    public string Text(string name) => Take<string>(name, "a text");

    public bool Truth(string name) => Take<object>(name, "true or false") is bool truth ? truth : throw Problem(Place(name), "is not true or false");

    public int Number(string name) => OptionalNumber(name) ?? throw Problem(Place(name), "is not a whole number");

    /// <summary>Null where the file says null.</summary>
    public int? OptionalNumber(string name) => Field(name) switch
    {
        null => null,
        int number => number,
        _ => throw Problem(Place(name), "is not a whole number"),
    };

    /// <summary>One of the words, in capitals or not.</summary>
    /// <returns>Its place among them.</returns>
    public int Choice(string name, ReadOnlySpan<string> words)
    {
        var text = Text(name);
        for (var i = 0; i < words.Length; i++)
        {
            if (Names.Same(words[i], text))
            {
                return i;
            }
        }

        throw Problem(Place(name), "is none of the words that may stand there");
    }

    public Guid Identifier(string name) => Guid.TryParseExact(Text(name), "D", out var guid) ? guid : throw Problem(Place(name), "is no GUID");

    public DateTimeOffset Time(string name) =>
        DateTimeOffset.TryParseExact(Text(name), "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : throw Problem(Place(name), "is no time");

    public T Object<T>(string name, Func<StrictJson, T> read) => Whole(Field(name), Place(name), read);

    public ImmutableArray<T> Objects<T>(string name, Func<StrictJson, T> read) => List(name, (item, at) => Whole(item, at, read));

    public ImmutableArray<string> Texts(string name) => List(name, (item, at) => item as string ?? throw Problem(at, "is not a text"));

    private ImmutableArray<T> List<T>(string name, Func<object?, string, T> read)
    {
        var items = Take<List<object?>>(name, "a list");
        return [.. items.Select((item, i) => read(item, string.Create(CultureInfo.InvariantCulture, $"{Place(name)}[{i}]")))];
    }

    private static T Whole<T>(object? value, string place, Func<StrictJson, T> read)
    {
        var json = value as StrictJson ?? throw Problem(place, "is not an object");
        var result = read(json);
        return json.fields.Keys.FirstOrDefault() is { } unknown ? throw Problem(json.Place(unknown), "is not a field of this file") : result;
    }

    private T Take<T>(string name, string kind)
        where T : class => Field(name) as T ?? throw Problem(Place(name), $"is not {kind}");

    private object? Field(string name) => fields.Remove(name, out var value) ? value : throw Problem(Place(name), "is missing");

    private string Place(string name) => place.Length == 0 ? name : $"{place}.{name}";

    private static FormatException Problem(string place, string what) => new($"'{place}' {what}");

    private static object? Value(ref Utf8JsonReader reader, string place)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                StrictJson json = new(place);
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var name = reader.GetString()!;
                    reader.Read();
                    if (!json.fields.TryAdd(name, Value(ref reader, json.Place(name))))
                    {
                        throw Problem(json.Place(name), "is there twice");
                    }
                }

                return json;
            case JsonTokenType.StartArray:
                List<object?> items = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Value(ref reader, string.Create(CultureInfo.InvariantCulture, $"{place}[{items.Count}]")));
                }

                return items;
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var number) ? number : "not a whole number"; // a text is refused wherever a number is wanted
            case JsonTokenType.True or JsonTokenType.False:
                return reader.GetBoolean();
            default:
                return null;
        }
    }
}
