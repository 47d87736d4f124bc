using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;

namespace XenGuestTools.Core.Proof;

/// <summary>Reads the trust list of a catalog: [MS-CAESO] has its ASN.1, mscat.h the identifiers. Time and memory grow with the size of the file only.</summary>
internal static class CatalogReader
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);

    public static SecurityCatalog Read(ReadOnlyMemory<byte> file)
    {
        if (file.Length > SecurityCatalog.MaximumSize)
        {
            throw new CatalogException($"it has {file.Length} bytes, more than any catalog of a driver.");
        }

        try
        {
            RequireTrustList(file);
            SignedCms message = new();
            message.Decode(file.Span);
            return TrustList(message);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            throw new CatalogException($"it is no security catalog, or a damaged one ({e.Message.TrimEnd('.')}).", e);
        }
    }

    /// <summary>
    /// The content has to be the list itself, as in PKCS #7. .NET also reads the later CMS (RFC 5652), in which it is packed in an octet string, and Windows does not.
    /// </summary>
    private static void RequireTrustList(ReadOnlyMemory<byte> file)
    {
        var contentInfo = new AsnReader(file, AsnEncodingRules.DER).ReadSequence();
        RequireIdentifier(contentInfo, CatalogOids.SignedData, "PKCS #7 signed data");
        var signedData = contentInfo.ReadSequence(Tag0).ReadSequence();
        signedData.ReadIntegerBytes(); // version
        signedData.ReadEncodedValue(); // digest algorithms
        var content = signedData.ReadSequence();
        RequireIdentifier(content, CatalogOids.TrustList, "a certificate trust list");
        var list = content.ReadSequence(Tag0);
        if (!list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            throw new CatalogException("its trust list is packed in the way of CMS, which Windows does not read in a catalog.");
        }
    }

    private static SecurityCatalog TrustList(SignedCms message)
    {
        var list = new AsnReader(message.ContentInfo.Content, AsnEncodingRules.DER).ReadSequence();
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            list.ReadIntegerBytes(); // version
        }

        RequireIdentifier(list.ReadSequence(), CatalogOids.CatalogList, "a list of files");
        Skip(list, Asn1Tag.PrimitiveOctetString); // identifier
        Skip(list, Asn1Tag.Integer); // sequence number
        var date = ReadTime(list);
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) || list.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime))
        {
            ReadTime(list); // next update
        }

        var kind = list.ReadSequence().ReadObjectIdentifier();
        if (kind is not (CatalogOids.CatalogMember1 or CatalogOids.CatalogMember2))
        {
            throw new CatalogException($"its entries are of the unknown kind {kind}.");
        }

        var entries = ImmutableArray.CreateBuilder<CatalogEntry>();
        if (list.HasData && list.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
        {
            var subjects = list.ReadSequence();
            while (subjects.HasData)
            {
                entries.Add(CatalogEntryReader.Read(subjects.ReadSequence(), namedByText: kind == CatalogOids.CatalogMember1));
            }
        }

        return new(message, date, entries.DrainToImmutable(), Attributes(list));
    }

    private static ImmutableDictionary<string, string> Attributes(AsnReader list)
    {
        var attributes = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.OrdinalIgnoreCase);
        if (list.HasData)
        {
            var extensions = list.ReadSequence(Tag0).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                if (extension.ReadObjectIdentifier() == CatalogOids.NameValue)
                {
                    Skip(extension, Asn1Tag.Boolean); // critical
                    var (name, value) = CatalogEntryReader.NameValue(new AsnReader(extension.ReadOctetString(), AsnEncodingRules.DER));
                    attributes[name] = value;
                }
            }
        }

        return attributes.ToImmutable();
    }

    private static void RequireIdentifier(AsnReader reader, string wanted, string name)
    {
        var found = reader.ReadObjectIdentifier();
        if (found != wanted)
        {
            throw new CatalogException($"it is not {name} ({wanted}) but {found}.");
        }
    }

    private static void Skip(AsnReader reader, Asn1Tag tag)
    {
        if (reader.PeekTag().HasSameClassAndValue(tag))
        {
            reader.ReadEncodedValue();
        }
    }

    private static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().HasSameClassAndValue(Asn1Tag.GeneralizedTime) ? reader.ReadGeneralizedTime() : reader.ReadUtcTime();
}
