using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>Puts time stamps on signed catalogs.</summary>
internal static class Stamps
{
    private const string SigningCertificate = "1.2.840.113549.1.9.16.2.47"; // id-aa-signingCertificateV2

    /// <summary>A token of RFC 3161.</summary>
    public static byte[] Token(byte[] catalog, Authority authority, DateTimeOffset time)
    {
        var message = Decode(catalog);
        var signer = message.SignerInfos[0];
        using var stamper = authority.Issue("Time Stamp Service", Authority.End, CatalogOids.TimeStamping);
        Rfc3161TimestampTokenInfo info = new(new Oid("1.3.6.1.4.1.601.10.3.1"), new Oid(CatalogOids.Sha256), SHA256.HashData(signer.GetSignature()), new byte[] { 1 }, time);
        SignedCms token = new(new ContentInfo(new Oid(CatalogOids.TimeStampInfo), info.Encode()));
        CmsSigner by = new(SubjectIdentifierType.IssuerAndSerialNumber, stamper) { IncludeOption = X509IncludeOption.EndCertOnly };
        by.Certificates.AddRange(authority.Chain);
        by.SignedAttributes.Add(new AsnEncodedData(new Oid(SigningCertificate), CertificateIdentifier(stamper)));
        token.ComputeSignature(by);
        signer.AddUnsignedAttribute(new AsnEncodedData(new Oid(CatalogOids.Rfc3161), token.Encode()));
        return message.Encode();
    }

    /// <summary>The older counter-signature of PKCS #9.</summary>
    public static byte[] CounterSignature(byte[] catalog, Authority authority, DateTimeOffset time)
    {
        var message = Decode(catalog);
        using var stamper = authority.Issue("Time Stamp Service", Authority.End, CatalogOids.TimeStamping);
        CmsSigner by = new(SubjectIdentifierType.IssuerAndSerialNumber, stamper) { IncludeOption = X509IncludeOption.EndCertOnly };
        by.Certificates.AddRange(authority.Chain);
        by.SignedAttributes.Add(new Pkcs9SigningTime(time.UtcDateTime));
        message.SignerInfos[0].ComputeCounterSignature(by);
        return message.Encode();
    }

    /// <summary>Puts the time stamp of one catalog on another.</summary>
    public static byte[] Moved(byte[] from, byte[] to)
    {
        var message = Decode(to);
        message.SignerInfos[0].AddUnsignedAttribute(Decode(from).SignerInfos[0].UnsignedAttributes[0].Values[0]);
        return message.Encode();
    }

    private static SignedCms Decode(byte[] catalog)
    {
        SignedCms message = new();
        message.Decode(catalog);
        return message;
    }

    /// <summary>SigningCertificateV2 of RFC 5035, which RFC 3161 asks for.</summary>
    private static byte[] CertificateIdentifier(X509Certificate2 certificate)
    {
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(certificate.GetCertHash(HashAlgorithmName.SHA256));
        }

        return writer.Encode();
    }
}
