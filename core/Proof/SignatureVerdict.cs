namespace XenGuestTools.Core.Proof;

/// <summary>
/// What x64 Windows 10 1607 and later do with drivers of each kind of signature. After Microsoft's "Driver signing policy", "Attestation sign Windows drivers" and
/// "Advancing Windows driver security: Removing trust for the cross-signed driver program" (March 2026). Each text is one or two whole sentences.
/// </summary>
public static class SignatureVerdict
{
    private const string Tested = "Windows loads the drivers.";
    private const string Attested = "Windows 10 and 11 load the drivers. Microsoft does not support attested drivers on Windows Server 2016 and later.";

    public static string WithSecureBoot(SignatureKind kind) => kind switch
    {
        SignatureKind.Whql => Tested,
        SignatureKind.Attested => Attested,
        SignatureKind.Vendor => "Windows refuses the drivers, unless it was upgraded from before 1607 or the certificate is from before 29 July 2015. Windows 11 24H2, Windows Server 2025 and later refuse them in any case once the policy of April 2026 is on.",
        SignatureKind.Test or SignatureKind.SelfSigned => "Windows refuses the drivers: there is no test mode with Secure Boot.",
        _ => "Windows refuses the package.",
    };

    public static string WithoutSecureBoot(SignatureKind kind) => kind switch
    {
        SignatureKind.Whql => Tested,
        SignatureKind.Attested => Attested,
        SignatureKind.Vendor => "Windows loads the drivers if the vendor's authority was cross-certified by Microsoft, and asks before the first installation. Windows 11 24H2, Windows Server 2025 and later refuse them once the policy of April 2026 is on.",
        SignatureKind.Test => "Windows loads the drivers in test mode only (bcdedit /set testsigning on), where the root for tests is installed.",
        SignatureKind.SelfSigned => "Windows loads the drivers in test mode only (bcdedit /set testsigning on), where the certificate is installed as a root and as a trusted publisher.",
        _ => "Windows refuses the package.",
    };
}
