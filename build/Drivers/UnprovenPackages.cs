using System.Collections.Immutable;
using System.Security.Cryptography;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>What the INFs say, and no proof of anything else.</summary>
internal static class UnprovenPackages
{
    public static ProofReport Read(IReadOnlyList<PackageFiles> packages, ProofOptions options)
    {
        var proven = ImmutableArray.CreateBuilder<ProvenPackage>();
        var findings = ImmutableArray.CreateBuilder<ProofFinding>();
        foreach (var package in packages)
        {
            try
            {
                var inf = DriverInf.From(InfFile.Read(package.Files[package.Name + ".inf"].Span));
                var files = package.Files.Select(f => new ProvenFile(f.Key, f.Value.Length, Convert.ToHexStringLower(SHA256.HashData(f.Value.Span))));
                proven.Add(new(package.Name, inf.Provider, inf.ClassName, inf.Version, inf.Date, inf.HardwareIds, new(SignatureKind.None, "", "", null), [.. files]));
            }
            catch (InfException e)
            {
                findings.Add(new("XGD2001", Severity.Error, package.Name, package.Name + ".inf", e.Line, e.Message, "Take the package from its publisher again."));
            }
        }

        return new(proven.ToImmutable(), findings.ToImmutable());
    }
}
