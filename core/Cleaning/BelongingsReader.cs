using System.Collections.Immutable;
using System.Text.Json;

namespace XenGuestTools.Core.Cleaning;

/// <summary>Reads oldtools.json.</summary>
public static class BelongingsReader
{
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyNotFoundException">A field is missing.</exception>
    public static Belongings Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        Dictionary<string, ImmutableArray<string>> fields = [];
        var drivers = ImmutableArray.CreateBuilder<ImmutableArray<string>>();
        var vendors = ImmutableArray.CreateBuilder<VendorBelongings>();
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = VendorReader.Property(ref reader);
            if (name == "drivers")
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
                {
                    drivers.Add(VendorReader.Texts(ref reader));
                }
            }
            else if (name == "vendors")
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                {
                    vendors.Add(Vendor(Fields(ref reader)));
                }
            }
            else
            {
                fields[name] = VendorReader.Texts(ref reader);
            }
        }

        return new Belongings
        {
            UninstallOrder = Guids(fields["uninstallOrder"]),
            DoesNothingWithoutRestart = Guids(fields["doesNothingWithoutRestart"]),
            ProgramFiles = fields["programFiles"],
            SystemFiles = fields["systemFiles"],
            Drivers = drivers.ToImmutable(),
            Values = [.. fields["values"].Select(Value)],
            Vendors = vendors.ToImmutable(),
        };
    }

    private static Dictionary<string, ImmutableArray<string>> Fields(ref Utf8JsonReader reader)
    {
        Dictionary<string, ImmutableArray<string>> fields = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = VendorReader.Property(ref reader);
            fields[name] = VendorReader.Texts(ref reader);
        }

        return fields;
    }

    private static VendorBelongings Vendor(Dictionary<string, ImmutableArray<string>> fields) =>
        new(fields["name"][0], fields["folders"], fields["tasks"], fields["run"], VendorReader.BothViews(fields["keys"]));

    private static ImmutableArray<Guid> Guids(ImmutableArray<string> texts)
    {
        var guids = ImmutableArray.CreateBuilder<Guid>(texts.Length);
        foreach (var text in texts)
        {
            guids.Add(Guid.Parse(text));
        }

        return guids.MoveToImmutable();
    }

    /// <summary>A key and a name with "|" between them.</summary>
    private static RegistryValue Value(string text) => text.IndexOf('|', StringComparison.Ordinal) is var at ? new RegistryValue(text[..at], text[(at + 1)..], null) : null!;
}
