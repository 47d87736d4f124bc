using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace XenGuestTools.Core.Proof;

/// <summary>Why the signature of a catalog does not count, or does not count for long.</summary>
public enum SignatureFault
{
    None,

    NotSigned,

    /// <summary>The content, what is signed with it, or the certificate was changed; or the message says less or more than a catalog's does.</summary>
    Invalid,

    /// <summary>There is a time stamp, and it is not one of this signature.</summary>
    WrongTimeStamp,

    /// <summary>A certificate is not valid now, and no trusted time stamp says that it was valid when it signed.</summary>
    OutOfTime,

    /// <summary>The time stamp fits and is of an unknown authority, so it does not count. The certificates are still valid.</summary>
    UnknownTimeStamp,
}

/// <summary>The outcome of the check of a catalog's signature.</summary>
/// <param name="Fault">The worst.</param>
public sealed record CatalogSignature(PackageSignature Signature, SignatureFault Fault)
{
    private static readonly PackageSignature Nobody = new(SignatureKind.None, "", "", null);

    /// <summary>
    /// Checks the signature over the content (digest, signed attributes, signature value), the chain of the signer's certificate, and the time stamp over the signature.
    /// </summary>
    /// <param name="now">When the certificates must be valid if no time stamp says another time.</param>
    public static CatalogSignature Check(SecurityCatalog catalog, TrustAnchors anchors, DateTimeOffset now)
    {
        try
        {
            return catalog.Message.SignerInfos.Count == 0 ? new(Nobody, SignatureFault.NotSigned) : Check(catalog.Message, anchors, now);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return new(Nobody, SignatureFault.Invalid);
        }
    }

    private static CatalogSignature Check(SignedCms message, TrustAnchors anchors, DateTimeOffset now)
    {
        var certificates = message.Certificates;
        var signer = message.SignerInfos[0];
        if (message.SignerInfos.Count > 1 || signer.Certificate is not { } certificate)
        {
            return new(Nobody, SignatureFault.Invalid);
        }

        signer.CheckSignature(verifySignatureOnly: true);
        var stamp = TimeStamp.Of(signer, certificates, anchors);
        var purposes = Purposes(certificate);
        var time = purposes.Contains(CatalogOids.LifetimeSigning) ? now : stamp.Time ?? now;
        var chain = anchors.Chain(certificate, certificates, CatalogOids.CodeSigning, time);
        PackageSignature signature = new(Kind(chain.Anchor, certificate, purposes), Name(certificate, forIssuer: false), Name(certificate, forIssuer: true), stamp.Time);
        return new(signature, stamp.State == TimeStampState.Wrong ? SignatureFault.WrongTimeStamp
            : !chain.InTime ? SignatureFault.OutOfTime
            : stamp.State == TimeStampState.Untrusted ? SignatureFault.UnknownTimeStamp
            : SignatureFault.None);
    }

    /// <summary>
    /// Only what Microsoft's own authorities certify may be called tested or attested, by the purposes of its certificate (Microsoft: "How to validate the Microsoft
    /// signature"). One for attested drivers may name the purpose of tested ones, too.
    /// </summary>
    private static SignatureKind Kind(AnchorKind anchor, X509Certificate2 certificate, HashSet<string> purposes) => anchor switch
    {
        AnchorKind.Microsoft when purposes.Contains(CatalogOids.AttestedVerification) => SignatureKind.Attested,
        AnchorKind.Microsoft when purposes.Contains(CatalogOids.DriverVerification) || purposes.Contains(CatalogOids.SystemComponent) => SignatureKind.Whql,
        AnchorKind.Microsoft or AnchorKind.Public => SignatureKind.Vendor,
        _ when certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData) => SignatureKind.SelfSigned,
        _ => SignatureKind.Test,
    };

    private static HashSet<string> Purposes(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>()).Select(oid => oid.Value ?? "")];

    private static string Name(X509Certificate2 certificate, bool forIssuer) => certificate.GetNameInfo(X509NameType.SimpleName, forIssuer);
}
