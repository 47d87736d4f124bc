using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Samples;

/// <summary>
/// Signs catalogs, mostly with a certificate of its own, made for one build. Its key exists in this object only: no file ever holds it, so nothing else can be signed
/// with it.
/// </summary>
public sealed class CatalogSigner : IDisposable
{
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly X509Certificate2 certificate;
    private readonly X509Certificate2Collection authorities;
    private readonly RSA key;

    /// <param name="name">The common name. It should say that the certificate is worth nothing.</param>
    public CatalogSigner(string name, DateTimeOffset now)
        : this(SelfSigned(name, now), [])
    {
    }

    /// <param name="certificate">With its private RSA key. Goes with this object.</param>
    /// <param name="authorities">Those above it, which the catalog carries too.</param>
    public CatalogSigner(X509Certificate2 certificate, X509Certificate2Collection authorities)
    {
        this.certificate = certificate;
        this.authorities = authorities;
        key = certificate.GetRSAPrivateKey() ?? throw new ArgumentException("The certificate has no private RSA key.", nameof(certificate));
    }

    /// <summary>
    /// The .cat file: SignedData of PKCS #7 version 1.5 (RFC 2315), whose content is the trust list itself. .NET's SignedCms can't write it: it follows the later
    /// CMS (RFC 5652), which packs the content in an octet string, and Windows does not read a catalog like that.
    /// </summary>
    public byte[] Sign(Catalog catalog)
    {
        var trustList = catalog.Encode();
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(CatalogOids.SignedData);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(1);
                using (writer.PushSetOf())
                {
                    WriteAlgorithm(writer, CatalogOids.Sha256);
                }

                using (writer.PushSequence())
                {
                    writer.WriteObjectIdentifier(CatalogOids.TrustList);
                    using (writer.PushSequence(Tag0))
                    {
                        writer.WriteEncodedValue(trustList);
                    }
                }

                using (writer.PushSetOf(Tag0))
                {
                    writer.WriteEncodedValue(certificate.RawData);
                    foreach (var authority in authorities)
                    {
                        writer.WriteEncodedValue(authority.RawData);
                    }
                }

                using (writer.PushSetOf())
                {
                    WriteSigner(writer, trustList);
                }
            }
        }

        return writer.Encode();
    }

    public void Dispose()
    {
        certificate.Dispose();
        key.Dispose();
    }

    private static X509Certificate2 SelfSigned(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(name);
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(CatalogOids.CodeSigning)], critical: false));
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }

    private void WriteSigner(AsnWriter writer, byte[] trustList)
    {
        var attributes = Attributes(trustList);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue(certificate.IssuerName.RawData);
                writer.WriteInteger(certificate.SerialNumberBytes.Span);
            }

            WriteAlgorithm(writer, CatalogOids.Sha256);
            writer.WriteEncodedValue([0xA0, .. attributes.AsSpan(1)]); // [0] IMPLICIT in place of the SET OF that is signed
            WriteAlgorithm(writer, CatalogOids.Rsa);
            writer.WriteOctetString(key.SignData(attributes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        }
    }

    /// <summary>What the signature covers: the type and the digest of the content. The digest leaves out the tag and the length of the list.</summary>
    private static byte[] Attributes(byte[] trustList)
    {
        AsnDecoder.ReadSequence(trustList, AsnEncodingRules.DER, out var start, out var length, out _);
        AsnWriter writer = new(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, CatalogOids.ContentType, () => writer.WriteObjectIdentifier(CatalogOids.TrustList));
            WriteAttribute(writer, CatalogOids.MessageDigest, () => writer.WriteOctetString(SHA256.HashData(trustList.AsSpan(start, length))));
        }

        return writer.Encode();
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

    private static void WriteAlgorithm(AsnWriter writer, string oid)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteNull();
        }
    }
}
