using System.Collections.Immutable;
using System.Security.Cryptography;

namespace XenGuestTools.Core.Proof;

/// <summary>Proves that a package's catalog is signed and covers all its other files.</summary>
public static class CatalogProof
{
    private static readonly PackageSignature Nobody = new(SignatureKind.None, "", "", null);

    public static ProvenCatalog Check(PackageFiles package, DriverInf inf, ProofOptions options) => Check(package, inf, options, TrustAnchors.Pinned, DateTimeOffset.UtcNow);

    /// <param name="now">When certificates must be valid if no time stamp says another time.</param>
    public static ProvenCatalog Check(PackageFiles package, DriverInf inf, ProofOptions options, TrustAnchors anchors, DateTimeOffset now)
    {
        CatalogFindings words = new(package.Name, inf.CatalogFile);
        if (!package.Files.TryGetValue(inf.CatalogFile, out var file))
        {
            return new(Nobody, [words.Missing()]);
        }

        try
        {
            var catalog = SecurityCatalog.Read(file);
            var check = CatalogSignature.Check(catalog, anchors, now);
            return new(check.Signature, [.. OfSignature(check, words, options), .. OfFiles(package, inf.CatalogFile, catalog, words)]);
        }
        catch (CatalogException e)
        {
            return new(Nobody, [words.Damaged(e.Message)]);
        }
    }

    private static IEnumerable<ProofFinding> OfSignature(CatalogSignature check, CatalogFindings words, ProofOptions options)
    {
        var forTests = options.AllowTestSigning ? Severity.Warning : Severity.Error;
        ProofFinding? fault = check.Fault switch
        {
            SignatureFault.NotSigned => words.NotSigned(forTests),
            SignatureFault.Invalid => words.Invalid(),
            SignatureFault.WrongTimeStamp => words.WrongTimeStamp(),
            SignatureFault.OutOfTime => words.OutOfTime(check.Signature),
            SignatureFault.UnknownTimeStamp => words.UnknownTimeStamp(),
            _ => null,
        };
        ProofFinding? kind = check.Signature.Kind switch
        {
            SignatureKind.Test or SignatureKind.SelfSigned => words.ForTests(forTests, check.Signature),
            SignatureKind.Vendor => words.Vendor(check.Signature),
            _ => null,
        };
        return new[] { fault, kind }.OfType<ProofFinding>();
    }

    private static IEnumerable<ProofFinding> OfFiles(PackageFiles package, string catalogName, SecurityCatalog catalog, CatalogFindings words)
    {
        foreach (var (name, content) in package.Files)
        {
            if (!name.Equals(catalogName, StringComparison.OrdinalIgnoreCase) && OfFile(name, content.Span, catalog, words) is { } finding)
            {
                yield return finding;
            }
        }
    }

    private static ProofFinding? OfFile(string name, ReadOnlySpan<byte> content, SecurityCatalog catalog, CatalogFindings words)
    {
        try
        {
            var sha256 = AuthenticodeHash.Compute(content, HashAlgorithmName.SHA256);
            if (catalog.Has(sha256))
            {
                return null;
            }

            var sha1 = AuthenticodeHash.Compute(content, HashAlgorithmName.SHA1);
            return catalog.Has(sha1) ? null : words.NotCovered(name, sha256, sha1, catalog.Entries.Any(entry => entry.FileName.Equals(name, StringComparison.OrdinalIgnoreCase)));
        }
        catch (CatalogException e)
        {
            return words.NotHashed(name, e.Message);
        }
    }
}

/// <param name="Signature">Of kind None where the catalog is missing, can't be read or has no valid signature.</param>
/// <param name="Findings">Of the catalog first, then by file name.</param>
public sealed record ProvenCatalog(PackageSignature Signature, ImmutableArray<ProofFinding> Findings);
