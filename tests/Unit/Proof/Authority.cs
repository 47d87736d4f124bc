using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>An authority for certificates that a test makes up. All share few keys, because making one takes long.</summary>
internal sealed class Authority
{
    private static readonly RSA AuthorityKey = RSA.Create(2048);
    private static readonly RSA IntermediateKey = RSA.Create(2048);
    private static readonly RSA SignerKey = RSA.Create(2048);
    private static byte serial;

    private readonly X509Certificate2 certificate;

    private Authority(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        this.certificate = certificate;
        Chain = chain;
    }

    public static DateTimeOffset Start { get; } = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static DateTimeOffset End { get; } = new(2040, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>It and all above it, but for the root.</summary>
    public X509Certificate2Collection Chain { get; }

    /// <summary>As a root.</summary>
    public X509Certificate2Collection Root => [X509CertificateLoader.LoadCertificate(certificate.RawData)];

    public static Authority CreateRoot(string name) => new(Request(name, AuthorityKey, isAuthority: true).CreateSelfSigned(Start, End), []);

    public Authority CreateIntermediate(string name)
    {
        var issued = Request(name, IntermediateKey, isAuthority: true).Create(certificate, Start, End, [1, ++serial]);
        return new(issued.CopyWithPrivateKey(IntermediateKey), [.. Chain, issued]);
    }

    /// <param name="purposes">OIDs of extended key usage; not marked critical, as in Microsoft's certificates for time stamps until 2023.</param>
    public X509Certificate2 Issue(string name, DateTimeOffset until, params string[] purposes)
    {
        var request = Request(name, SignerKey, isAuthority: false);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. purposes.Select(purpose => new Oid(purpose))], critical: false));
        return request.Create(certificate, Start, until, [2, ++serial]).CopyWithPrivateKey(SignerKey);
    }

    private static CertificateRequest Request(string name, RSA key, bool isAuthority)
    {
        X500DistinguishedNameBuilder subject = new();
        subject.AddCommonName(name);
        subject.AddOrganizationName("Microsoft Corporation");
        CertificateRequest request = new(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, hasPathLengthConstraint: false, 0, critical: true));
        return request;
    }
}
