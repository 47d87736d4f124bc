using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>Catalogs without a signature, with whatever entries a test asks for.</summary>
internal static class TrustList
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);

    /// <param name="kind">Of the entries.</param>
    /// <param name="entries">Each with its name and what writes its attributes.</param>
    public static byte[] Catalog(string kind, params (byte[] Name, Action<AsnWriter> Attributes)[] entries) => Message(writer => Write(writer, kind, entries));

    /// <param name="content">Writes what is signed.</param>
    public static byte[] Message(Action<AsnWriter> content)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CatalogOids.SignedData);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                writer.PushSetOf().Dispose();
                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(CatalogOids.TrustList);
                    using (writer.PushSequence(Tag0))
                    {
                        content(writer);
                    }
                }

                writer.PushSetOf().Dispose();
            }
        }

        return writer.Encode();
    }

    public static void Write(AsnWriter writer, string kind, params (byte[] Name, Action<AsnWriter> Attributes)[] entries)
    {
        using (writer.PushSequence())
        {
            Identifiers(writer, CatalogOids.CatalogList);
            writer.WriteUtcTime(Signed.Now);
            Identifiers(writer, kind);
            using (writer.PushSequence())
            {
                foreach (var (name, attributes) in entries)
                {
                    using (writer.PushSequence())
                    {
                        writer.WriteOctetString(name);
                        using (writer.PushSetOf())
                        {
                            attributes(writer);
                        }
                    }
                }
            }
        }
    }

    public static void Attribute(AsnWriter writer, string oid, Action value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            using (writer.PushSetOf())
            {
                value();
            }
        }
    }

    public static void FileName(AsnWriter writer, string name) => Attribute(writer, CatalogOids.NameValue, () =>
    {
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.BMPString, "File");
            writer.WriteInteger(0x10010001);
            writer.WriteOctetString(Encoding.Unicode.GetBytes(name + '\0'));
        }
    });

    public static void Digest(AsnWriter writer, string algorithm, byte[] digest) => Attribute(writer, CatalogOids.IndirectData, () =>
    {
        using (writer.PushSequence())
        {
            Identifiers(writer, CatalogOids.FlatFile);
            using (writer.PushSequence())
            {
                Identifiers(writer, algorithm);
                writer.WriteOctetString(digest);
            }
        }
    });

    private static void Identifiers(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
        }
    }
}
