using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace XenGuestTools.Build.Drivers;

/// <summary>Changes records in the text of drivers.json and leaves every other byte as it is.</summary>
internal static class DriverListText
{
    private const string Indentation = "    "; // of a record: packages is a list in an object

    private static readonly JsonSerializerOptions Options = new(DriverList.Options)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // of "+" and "&" in addresses; the file is no web page
    };

    /// <param name="text">A drivers.json that can be read.</param>
    /// <param name="record">Takes the place of the record of this name.</param>
    public static byte[] With(byte[] text, DriverSource record)
    {
        var (start, end) = Find(text, record.Name);
        return [.. text.AsSpan(0, start), .. Encoding.UTF8.GetBytes(Text(record)), .. text.AsSpan(end)];
    }

    private static string Text(DriverSource record) => record.Files.Count == 0
        ? $"{{ \"name\": {JsonSerializer.Serialize(record.Name)} }}"
        : JsonSerializer.Serialize(record, Options).Replace("\n", "\n" + Indentation, StringComparison.Ordinal);

    private static (int Start, int End) Find(byte[] text, string name)
    {
        Utf8JsonReader reader = new(text);
        var start = 0;
        var isIt = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject when reader.CurrentDepth == 2:
                    start = (int)reader.TokenStartIndex;
                    break;
                case JsonTokenType.PropertyName when reader.CurrentDepth == 3 && reader.ValueTextEquals("name"):
                    reader.Read();
                    isIt = reader.ValueTextEquals(name);
                    break;
                case JsonTokenType.EndObject when reader.CurrentDepth == 2 && isIt:
                    return (start, (int)reader.BytesConsumed);
            }
        }

        throw new BuildException($"drivers.json has no record of {name}, and drivers are added to the ones that it lists. Its form is described in drivers/README.md.");
    }
}
