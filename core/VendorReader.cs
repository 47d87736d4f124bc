using System.Collections.Immutable;
using System.Text.Json;

namespace XenGuestTools.Core;

/// <summary>Reads vendors.json token by token: a serialiser or a document model would be the largest thing in the custom action DLL.</summary>
internal static class VendorReader
{
    private const string Software = @"SOFTWARE\";

    public static VendorTable Read(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json);
        var vendors = ImmutableArray.CreateBuilder<Vendor>();
        ImmutableArray<string> drivers = [], driverServices = [], floors = [];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            switch (Property(ref reader))
            {
                case "vendors":
                    while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
                    {
                        vendors.Add(ReadVendor(ref reader));
                    }

                    break;
                case "drivers":
                    drivers = Texts(ref reader);
                    break;
                case "securityFloors":
                    floors = Texts(ref reader);
                    break;
                case "driverServices":
                    driverServices = Texts(ref reader);
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return new VendorTable(vendors.ToImmutable(), drivers, driverServices) { SecurityFloors = floors };
    }

    private static Vendor ReadVendor(ref Utf8JsonReader reader)
    {
        Dictionary<string, ImmutableArray<string>> fields = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Property(ref reader);
            fields[name] = Texts(ref reader);
        }

        return new Vendor
        {
            Name = fields["name"][0],
            Code = fields["code"][0],
            Prefix = fields["prefix"][0],
            Brands = fields["brands"],
            UpgradeCodes = [.. fields["upgradeCodes"].Select(Guid.Parse)],
            ProductNames = fields["productNames"],
            UninstallKeys = fields["uninstallKeys"],
            Services = fields["services"],
            SoftwareKeys = BothViews(fields["softwareKeys"]),
            Leftovers = fields["leftovers"][0],
        };
    }

    /// <summary>A 32-bit installer writes below WOW6432Node on x64 Windows.</summary>
    internal static ImmutableArray<string> BothViews(ImmutableArray<string> keys)
    {
        var both = ImmutableArray.CreateBuilder<string>(keys.Length * 2);
        foreach (var key in keys)
        {
            both.Add(key);
            both.Add(Software + @"WOW6432Node\" + key[Software.Length..]);
        }

        return both.MoveToImmutable();
    }

    internal static string Property(ref Utf8JsonReader reader)
    {
        var name = reader.GetString()!;
        reader.Read();
        return name;
    }

    /// <summary>A text, or an array of texts.</summary>
    internal static ImmutableArray<string> Texts(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return [reader.GetString()!];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.String)
        {
            texts.Add(reader.GetString()!);
        }

        return texts.ToImmutable();
    }
}
