using System.Buffers;
using System.Formats.Asn1;
using System.Text;

namespace XenGuestTools.Core.Proof;

/// <summary>Reads one entry of a catalog. Attributes that it does not know are passed over.</summary>
internal static class CatalogEntryReader
{
    /// <summary>CRYPTCAT_ATTR_DATABASE64 of mscat.h: the value is binary, in base 64. Only texts are of use here.</summary>
    private const int Base64 = 0x00020000;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789ABCDEFabcdef");

    /// <param name="entry">A TrustedSubject: its name and the set of its attributes.</param>
    /// <param name="namedByText">The name is the hash in hex, as UTF-16, and not the hash itself.</param>
    public static CatalogEntry Read(AsnReader entry, bool namedByText)
    {
        var name = entry.ReadOctetString();
        var hash = namedByText ? HashOfText(name) : Convert.ToHexString(name);
        var fileName = "";
        var systems = "";
        if (entry.HasData)
        {
            var attributes = entry.ReadSetOf(skipSortOrderValidation: true);
            while (attributes.HasData)
            {
                var attribute = attributes.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                var values = attribute.ReadSetOf(skipSortOrderValidation: true);
                if (type == CatalogOids.IndirectData)
                {
                    hash = Agreed(hash, IndirectData(values.ReadSequence()));
                }
                else if (type == CatalogOids.NameValue && values.HasData)
                {
                    var (key, value) = NameValue(values);
                    fileName = key.Equals("File", StringComparison.OrdinalIgnoreCase) ? value : fileName;
                    systems = key.Equals("OSAttr", StringComparison.OrdinalIgnoreCase) ? value : systems;
                }
            }
        }

        return new(hash, fileName, systems);
    }

    /// <summary>CatalogNameValue: name, flags, value in UTF-16 with a NUL at its end.</summary>
    public static (string Name, string Value) NameValue(AsnReader reader)
    {
        var pair = reader.ReadSequence();
        var name = pair.ReadCharacterString(UniversalTagNumber.BMPString);
        var isText = !pair.TryReadInt32(out var flags) || (flags & Base64) == 0;
        var value = pair.ReadOctetString();
        return (name, isText ? Encoding.Unicode.GetString(value).TrimEnd('\0') : "");
    }

    /// <summary>The digest of an SpcIndirectDataContent. What was hashed, with the hashes of its pages, is passed over.</summary>
    private static string IndirectData(AsnReader content)
    {
        content.ReadEncodedValue();
        var digestInfo = content.ReadSequence();
        var algorithm = digestInfo.ReadSequence().ReadObjectIdentifier();
        var digest = digestInfo.ReadOctetString();
        var expected = algorithm switch { CatalogOids.Sha1 => 20, CatalogOids.Sha256 => 32, _ => digest.Length };
        return digest.Length == expected ? Convert.ToHexString(digest) : throw new CatalogException($"one of its digests has {digest.Length} bytes, and {expected} are right for {algorithm}.");
    }

    /// <summary>Windows finds an entry by its name and then compares the digest, so two hashes of one length have to be the same.</summary>
    private static string Agreed(string name, string digest) => name.Length != digest.Length || name.Equals(digest, StringComparison.Ordinal)
        ? digest
        : throw new CatalogException($"one of its entries is named {name} and has the digest {digest}.");

    private static string HashOfText(byte[] name)
    {
        var text = Encoding.Unicode.GetString(name).TrimEnd('\0');
        return text.Length >= 40 && text.AsSpan().IndexOfAnyExcept(HexDigits) < 0 ? text.ToUpperInvariant() : "";
    }
}
