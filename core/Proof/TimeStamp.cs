using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;

namespace XenGuestTools.Core.Proof;

/// <summary>What a signature's counter-signature says.</summary>
internal enum TimeStampState
{
    Absent,

    /// <summary>It does not fit the signature.</summary>
    Wrong,

    /// <summary>It fits, and nobody knows who made it.</summary>
    Untrusted,

    Trusted,
}

/// <param name="Time">Null unless <paramref name="State"/> is trusted.</param>
internal readonly record struct TimeStamp(TimeStampState State, DateTimeOffset? Time)
{
    /// <summary>The token of RFC 3161 that Authenticode puts beside a signature, or else the older counter-signature of PKCS #9.</summary>
    /// <param name="certificates">Of the message that the signature is in.</param>
    public static TimeStamp Of(SignerInfo signer, X509Certificate2Collection certificates, TrustAnchors anchors)
    {
        try
        {
            return Read(signer, certificates, anchors);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException)
        {
            return new(TimeStampState.Wrong, null);
        }
    }

    private static TimeStamp Read(SignerInfo signer, X509Certificate2Collection certificates, TrustAnchors anchors)
    {
        foreach (var attribute in signer.UnsignedAttributes)
        {
            if (attribute.Oid.Value == CatalogOids.Rfc3161 && attribute.Values.Count > 0)
            {
                return Token(attribute.Values[0].RawData, signer, anchors);
            }
        }

        return signer.CounterSignerInfos.Count == 0 ? new(TimeStampState.Absent, null) : CounterSignature(signer.CounterSignerInfos[0], certificates, anchors);
    }

    /// <summary>
    /// By hand, because .NET's Rfc3161TimestampToken refuses what Microsoft itself uses: certificates whose purpose is not marked critical (dotnet/runtime issue 62307).
    /// </summary>
    private static TimeStamp Token(byte[] attribute, SignerInfo signer, TrustAnchors anchors)
    {
        SignedCms token = new();
        token.Decode(attribute);
        if (token.ContentInfo.ContentType.Value != CatalogOids.TimeStampInfo
            || !Rfc3161TimestampTokenInfo.TryDecode(token.ContentInfo.Content, out var info, out _)
            || token.SignerInfos.Count != 1
            || token.SignerInfos[0].Certificate is not { } authority
            || !info.GetMessageHash().Span.SequenceEqual(CryptographicOperations.HashData(HashAlgorithmName.FromOid(info.HashAlgorithmId.Value!), signer.GetSignature())))
        {
            return new(TimeStampState.Wrong, null);
        }

        token.SignerInfos[0].CheckSignature(verifySignatureOnly: true);
        return Trusted(authority, token.Certificates, info.Timestamp, anchors);
    }

    private static TimeStamp CounterSignature(SignerInfo counterSigner, X509Certificate2Collection certificates, TrustAnchors anchors)
    {
        if (counterSigner.Certificate is not { } authority || SigningTime(counterSigner) is not { } time)
        {
            return new(TimeStampState.Wrong, null);
        }

        counterSigner.CheckSignature(verifySignatureOnly: true);
        return Trusted(authority, certificates, time, anchors);
    }

    private static TimeStamp Trusted(X509Certificate2 authority, X509Certificate2Collection others, DateTimeOffset time, TrustAnchors anchors) =>
        time.Year is > 1990 and < 2100 && anchors.Chain(authority, others, CatalogOids.TimeStamping, time) is { Anchor: not AnchorKind.Unknown, InTime: true }
            ? new(TimeStampState.Trusted, time)
            : new(TimeStampState.Untrusted, null);

    private static DateTimeOffset? SigningTime(SignerInfo signer)
    {
        foreach (var attribute in signer.SignedAttributes)
        {
            if (attribute.Oid.Value == CatalogOids.SigningTime && attribute.Values.Count > 0)
            {
                var value = new AsnReader(attribute.Values[0].RawData, AsnEncodingRules.DER);
                return value.PeekTag().HasSameClassAndValue(Asn1Tag.UtcTime) ? value.ReadUtcTime() : value.ReadGeneralizedTime();
            }
        }

        return null;
    }
}
