using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace XenGuestTools.Core.Proof;

/// <summary>Whose root a chain ends in.</summary>
public enum AnchorKind
{
    /// <summary>A root that is not known, or no root: anybody can make such a chain.</summary>
    Unknown,

    /// <summary>A public authority's, which certifies vendors.</summary>
    Public,

    Microsoft,
}

/// <summary>
/// The roots that count. A machine that builds on Linux has no root of Microsoft, and core asks no machine, so they are pinned here as whole certificates: a name alone
/// never counts. Revocation is not looked at: that takes a network.
/// </summary>
public sealed class TrustAnchors
{
    /// <summary>No message about a driver has more than a handful; each makes the search for a chain longer.</summary>
    private const int MaximumCertificates = 64;

    private readonly X509Certificate2Collection roots = [];
    private readonly HashSet<string> microsoftRoots;

    public TrustAnchors(X509Certificate2Collection microsoft, X509Certificate2Collection publicAuthorities)
    {
        roots.AddRange(microsoft);
        roots.AddRange(publicAuthorities);
        microsoftRoots = [.. microsoft.Select(Identity)];
    }

    /// <summary>Those of Roots/microsoft-roots.pem and Roots/public-roots.pem.</summary>
    public static TrustAnchors Pinned { get; } = new(Load("microsoft-roots.pem"), Load("public-roots.pem"));

    /// <summary>Builds the chain of a certificate and checks its signatures, its constraints and the purpose of each certificate in it.</summary>
    /// <param name="others">Where the certificates between it and the root may be found.</param>
    /// <param name="purpose">OID of the extended key usage that it must have.</param>
    /// <param name="time">When all certificates must have been valid.</param>
    internal TrustedChain Chain(X509Certificate2 certificate, X509Certificate2Collection others, string purpose, DateTimeOffset time)
    {
        if (others.Count > MaximumCertificates)
        {
            return new(AnchorKind.Unknown, InTime: true);
        }

        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.ExtraStore.AddRange(others);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(purpose));
        chain.ChainPolicy.VerificationTime = time.UtcDateTime;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        var leads = chain.Build(certificate);
        var inTime = chain.ChainStatus.All(status => (status.Status & X509ChainStatusFlags.NotTimeValid) == 0);
        var anchor = !leads ? AnchorKind.Unknown : microsoftRoots.Contains(Identity(chain.ChainElements[^1].Certificate)) ? AnchorKind.Microsoft : AnchorKind.Public;
        foreach (var element in chain.ChainElements)
        {
            element.Certificate.Dispose();
        }

        return new(anchor, inTime);
    }

    private static string Identity(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    private static X509Certificate2Collection Load(string resource)
    {
        using StreamReader reader = new(typeof(TrustAnchors).Assembly.GetManifestResourceStream(resource)!);
        X509Certificate2Collection certificates = [];
        certificates.ImportFromPem(reader.ReadToEnd());
        return certificates;
    }
}

/// <param name="InTime">All certificates were valid at the time that was asked for. Where <paramref name="Anchor"/> is unknown it is of those that were found.</param>
internal readonly record struct TrustedChain(AnchorKind Anchor, bool InTime);
