using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>What the proof of a set of driver packages has found out.</summary>
/// <param name="Packages">In the order in which they were given; one whose INF can't be read is left out and has a finding.</param>
/// <param name="Findings">By package, file and line.</param>
public sealed record ProofReport(ImmutableArray<ProvenPackage> Packages, ImmutableArray<ProofFinding> Findings)
{
    /// <summary>False when something must not be packaged.</summary>
    public bool Ok => Findings.All(f => f.Severity != Severity.Error);

    /// <summary>Windows takes at least one of the packages in test mode only, or not at all.</summary>
    public bool ForTestsOnly => Packages.Any(p => p.Signature.Kind <= SignatureKind.Test);
}

/// <summary>Something about a driver package that stops it from being packaged, or that a person should know.</summary>
/// <param name="Code">Stable, such as <c>XGD2001</c>: docs/driver-proof.md lists them. Never reused.</param>
/// <param name="Package">The driver's name; "" for the set as a whole.</param>
/// <param name="File">File name in the package; "" for the package as a whole.</param>
/// <param name="Line">In an INF, counted from 1; 0 when no single line is to blame.</param>
/// <param name="Message">One sentence: what is wrong, with what was found.</param>
/// <param name="Remedy">What to do.</param>
public sealed record ProofFinding(string Code, Severity Severity, string Package, string File, int Line, string Message, string Remedy);

/// <param name="Version">All four fields of DriverVer.</param>
/// <param name="HardwareIds">Of the amd64 models, as the INF writes them.</param>
public sealed record ProvenPackage(
    string Name, string Provider, string ClassName, Version Version, DateOnly Date, ImmutableArray<string> HardwareIds, PackageSignature Signature, ImmutableArray<ProvenFile> Files);

/// <param name="Size">In bytes.</param>
/// <param name="Sha256">Of the whole file, lower-case hex.</param>
public sealed record ProvenFile(string Name, long Size, string Sha256);

/// <summary>Who answers for a package, from the least to the most that Windows trusts.</summary>
public enum SignatureKind
{
    /// <summary>No catalog, one without a signature, or one whose signature does not fit its content.</summary>
    None,

    /// <summary>The signer's certificate is its own issuer.</summary>
    SelfSigned,

    /// <summary>A chain that ends in a root for tests.</summary>
    Test,

    /// <summary>A vendor's own certificate for code: Windows 10 1607 and later with Secure Boot take it only in upgraded installations, or when it is from before 29 July 2015.</summary>
    Vendor,

    /// <summary>Signed by Microsoft after the vendor's attestation.</summary>
    Attested,

    /// <summary>Signed by Microsoft after its hardware tests.</summary>
    Whql,
}

/// <param name="Signer">Common name of the signer; "" if there is none.</param>
/// <param name="Issuer">Common name of the signer's issuer; "" if there is none.</param>
/// <param name="TimeStamp">When the signature was counter-signed; null if it was not.</param>
public sealed record PackageSignature(SignatureKind Kind, string Signer, string Issuer, DateTimeOffset? TimeStamp)
{
    /// <summary>What Windows does with the drivers while Secure Boot is on.</summary>
    public string WithSecureBoot => SignatureVerdict.WithSecureBoot(Kind);

    public string WithoutSecureBoot => SignatureVerdict.WithoutSecureBoot(Kind);
}

/// <param name="AllowTestSigning">--allow-test-signing: a signature that Windows takes in test mode only is a warning.</param>
/// <param name="AllowOlder">--allow-older: a package older than the recorded one is a warning.</param>
/// <param name="Recorded">By driver name, what drivers.json has.</param>
public sealed record ProofOptions(bool AllowTestSigning, bool AllowOlder, ImmutableDictionary<string, RecordedPackage> Recorded)
{
    /// <summary>A package that the set still lacks is a warning: packages are added one after the other.</summary>
    public bool AllowMissing { get; init; }

    public static ProofOptions Strict { get; } = new(false, false, ImmutableDictionary<string, RecordedPackage>.Empty);
}

public sealed record RecordedPackage(Version Version, DateOnly Date);
