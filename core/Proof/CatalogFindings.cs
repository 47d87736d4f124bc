using System.Globalization;

namespace XenGuestTools.Core.Proof;

/// <summary>The wording of what is wrong with a package's catalog: XGD2060 to XGD2070 of docs/driver-proof.md.</summary>
/// <param name="package">Name of the driver.</param>
/// <param name="catalog">File name.</param>
internal sealed class CatalogFindings(string package, string catalog)
{
    private const string TakeAgain = "Take the whole package from its source again.";
    private const string HaveSigned = "Have the package signed by Microsoft (Partner Center), or add --allow-test-signing for a build that is for tests only.";

    public ProofFinding Missing() => Error("XGD2060", $"The INF names {catalog} as its catalog, and the package has no such file.", $"{TakeAgain} Windows does not install a package without its catalog.");

    public ProofFinding Damaged(string reason) => Error("XGD2061", $"{catalog} can't be read: {reason}", TakeAgain);

    public ProofFinding NotSigned(Severity severity) => Of("XGD2062", severity, catalog, $"{catalog} is not signed.", HaveSigned);

    public ProofFinding Invalid() => Error("XGD2063", $"The signature of {catalog} is not one of its content: the catalog was changed after it was signed, or is damaged.", TakeAgain);

    public ProofFinding WrongTimeStamp() => Error("XGD2064", $"The time stamp of {catalog} is not one of its signature.", TakeAgain);

    public ProofFinding OutOfTime(PackageSignature signature) => Error(
        "XGD2065",
        signature.TimeStamp is { } time
            ? $"A certificate with which {catalog} was signed by \"{signature.Signer}\" was not valid at the time of its time stamp, {Date(time)}, or may not be used longer than it is valid."
            : $"A certificate with which {catalog} was signed by \"{signature.Signer}\" is not valid now, and no trusted time stamp says that it was when it signed.",
        "Take a package that is signed with a time stamp.");

    public ProofFinding UnknownTimeStamp() => Of("XGD2066", Severity.Warning, catalog, $"The time stamp of {catalog} is of an authority that is not known here, so it does not count.", "Windows may know the authority; if not, it refuses the package when the signer's certificate ends.");

    public ProofFinding ForTests(Severity severity, PackageSignature signature) => Of(
        "XGD2067",
        severity,
        catalog,
        $"{catalog} is signed by \"{signature.Signer}\", {(signature.Kind == SignatureKind.SelfSigned ? "who certified itself" : $"certified by \"{signature.Issuer}\", whose root Windows does not know")}. With Secure Boot {SignatureVerdict.WithSecureBoot(signature.Kind)}",
        HaveSigned);

    public ProofFinding Vendor(PackageSignature signature) => Of("XGD2068", Severity.Warning, catalog, $"{catalog} is signed by \"{signature.Signer}\" and not by Microsoft as a driver. With Secure Boot {SignatureVerdict.WithSecureBoot(signature.Kind)}", "Have the package signed by Microsoft (Partner Center).");

    public ProofFinding NotCovered(string file, byte[] sha256, byte[] sha1, bool isNamed) => Of(
        "XGD2069",
        Severity.Error,
        file,
        $"{file} is not in {catalog}: neither its SHA-256 {Convert.ToHexStringLower(sha256)} nor its SHA-1 {Convert.ToHexStringLower(sha1)} is there{(isNamed ? ", but another file of that name" : "")}.",
        $"{TakeAgain} If the file was changed on purpose, the package has to be signed anew.");

    public ProofFinding NotHashed(string file, string reason) => Of("XGD2070", Severity.Error, file, $"{file} has no hash that a catalog could have: {reason}", TakeAgain);

    private ProofFinding Error(string code, string message, string remedy) => Of(code, Severity.Error, catalog, message, remedy);

    private ProofFinding Of(string code, Severity severity, string file, string message, string remedy) =>
        new(code, severity, package, file, 0, message, remedy);

    private static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
