using System.Collections.Immutable;
using System.Security.Cryptography;

namespace XenGuestTools.Core.Proof;

/// <summary>Proves driver packages before they are packaged: each one's INF, images and catalog, and that they fit together.</summary>
public static class PackageSetProof
{
    /// <param name="packages">In the order in which the report shall have them.</param>
    public static ProofReport Run(IReadOnlyList<PackageFiles> packages, ProofOptions options) =>
        Run(packages, options, CatalogProof.Check);

    /// <param name="catalog">Who answers for a package, and what is wrong with its catalog.</param>
    public static ProofReport Run(
        IReadOnlyList<PackageFiles> packages, ProofOptions options, Func<PackageFiles, DriverInf, ProofOptions, ProvenCatalog> catalog)
    {
        List<ProofFinding> findings = [];
        List<(string, DriverInf?)> members = [];
        var proven = ImmutableArray.CreateBuilder<ProvenPackage>();
        foreach (var package in packages)
        {
            var (inf, found) = InfProof.Check(package, options);
            findings.AddRange(found);
            members.Add((package.Name, inf));
            if (inf is not null)
            {
                var (signature, faults) = catalog(package, inf, options);
                findings.AddRange(faults);
                findings.AddRange(PeProof.Check(package, inf));
                proven.Add(Proven(package, inf, signature));
            }
        }

        findings.AddRange(SetProof.Check(members, options));
        return new(proven.ToImmutable(), [.. findings.OrderBy(f => f.Package, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.File, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.Line)]);
    }

    private static ProvenPackage Proven(PackageFiles package, DriverInf inf, PackageSignature signature) => new(
        package.Name,
        inf.Provider,
        inf.ClassName,
        inf.Version,
        inf.Date,
        inf.HardwareIds,
        signature,
        [.. package.Files.Select(file => new ProvenFile(file.Key, file.Value.Length, Convert.ToHexStringLower(SHA256.HashData(file.Value.Span))))]);
}
