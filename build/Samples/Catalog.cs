using System.Collections.Immutable;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Samples;

/// <summary>
/// The content of a security catalog, as inf2cat writes it for Windows 10 x64: each file twice, by its SHA-1 and by its SHA-256, with its name and the Windows
/// version that it is for; then the Windows version and the hardware IDs of the package.
/// </summary>
public sealed record Catalog(ImmutableArray<CatalogMember> Members, ImmutableArray<string> HardwareIds, DateTimeOffset Date)
{
    /// <summary>OSAttr and OS of a package for Windows 10, 11 and the servers of that family (inf2cat /os:10_X64).</summary>
    private const string MemberWindows = "2:10.0";
    private const string PackageWindows = "_v100_X64";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Tag2 = new(TagClass.ContextSpecific, 2);

    /// <summary>The DER of the certificate trust list.</summary>
    public byte[] Encode()
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CatalogOids.CatalogList);
            }

            writer.WriteOctetString(Identifier());
            writer.WriteUtcTime(Date);
            WriteAlgorithm(writer, CatalogOids.CatalogMember2);
            using (writer.PushSequence())
            {
                foreach (var member in Members)
                {
                    WriteMember(writer, member, member.Sha1, withDigest: false);
                    WriteMember(writer, member, member.Sha256, withDigest: true);
                }
            }

            WriteExtensions(writer);
        }

        return writer.Encode();
    }

    /// <summary>Any 16 bytes that other catalogs don't have; made of the content so that the same files give the same list.</summary>
    private byte[] Identifier() => SHA256.HashData([.. Members.SelectMany(member => member.Sha256)])[..16];

    private static void WriteMember(AsnWriter writer, CatalogMember member, ImmutableArray<byte> name, bool withDigest)
    {
        using (writer.PushSequence())
        {
            writer.WriteOctetString(name.AsSpan());
            using (writer.PushSetOf())
            {
                WriteAttribute(writer, CatalogOids.MemberInfo2, () => writer.WriteNull(member.IsPortableExecutable ? Tag0 : Tag2));
                WriteAttribute(writer, CatalogOids.NameValue, () => WriteNameValue(writer, "OSAttr", MemberWindows));
                WriteAttribute(writer, CatalogOids.NameValue, () => WriteNameValue(writer, "File", member.FileName));
                if (withDigest)
                {
                    WriteAttribute(writer, CatalogOids.IndirectData, () => WriteIndirectData(writer, member));
                }
            }
        }
    }

    private static void WriteAttribute(AsnWriter writer, string oid, Action value)
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

    /// <summary>SpcIndirectDataContent: what was hashed, and the digest.</summary>
    private static void WriteIndirectData(AsnWriter writer, CatalogMember member)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(member.IsPortableExecutable ? CatalogOids.PeImage : CatalogOids.FlatFile);
                WriteSubject(writer, member.IsPortableExecutable);
            }

            using (writer.PushSequence())
            {
                WriteAlgorithm(writer, CatalogOids.Sha256);
                writer.WriteOctetString(member.Sha256.AsSpan());
            }
        }
    }

    private static void WriteSubject(AsnWriter writer, bool isPortableExecutable)
    {
        if (!isPortableExecutable)
        {
            WriteEmptyLink(writer);
            return;
        }

        using (writer.PushSequence())
        {
            writer.WriteBitString([0xA0], unusedBitCount: 5); // SpcPeImageFlags: resources and import table were hashed too
            using (writer.PushSequence(Tag0))
            {
                WriteEmptyLink(writer);
            }
        }
    }

    /// <summary>SpcLink, the choice of a file, with no name.</summary>
    private static void WriteEmptyLink(AsnWriter writer)
    {
        using (writer.PushSequence(Tag2))
        {
            writer.WriteNull(Tag0);
        }
    }

    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteNull();
        }
    }

    /// <summary>A CatalogNameValue: its number says that the value is a text and is signed (CRYPTCAT_ATTR_AUTHENTICATED, _NAMEASCII, _DATAASCII).</summary>
    private static void WriteNameValue(AsnWriter writer, string name, string value)
    {
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.BMPString, name);
            writer.WriteInteger(0x10010001);
            writer.WriteOctetString(Encoding.Unicode.GetBytes(value + '\0'));
        }
    }

    private void WriteExtensions(AsnWriter writer)
    {
        using (writer.PushSequence(Tag0))
        using (writer.PushSequence())
        {
            WriteExtension("OS", PackageWindows);
            for (var i = 0; i < HardwareIds.Length; i++)
            {
                WriteExtension($"HWID{i + 1}", HardwareIds[i].ToLowerInvariant());
            }
        }

        void WriteExtension(string name, string value)
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(CatalogOids.NameValue);
                using (writer.PushOctetString())
                {
                    WriteNameValue(writer, name, value);
                }
            }
        }
    }
}
