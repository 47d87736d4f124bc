using System.Globalization;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>Findings of a proof in plain lines.</summary>
internal static class ProofText
{
    public static string Word(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "note",
    };

    public static string Word(SignatureKind kind) => kind switch
    {
        SignatureKind.Whql => "whql",
        SignatureKind.Attested => "attested",
        SignatureKind.Vendor => "vendor",
        SignatureKind.Test => "test",
        SignatureKind.SelfSigned => "self-signed",
        _ => "none",
    };

    /// <summary>Where in the packages, such as <c>xenbus/xenbus.inf line 12</c>; "all packages" for the set.</summary>
    public static string Place(ProofFinding finding) => string.Create(
        CultureInfo.InvariantCulture,
        $"{(finding.Package.Length == 0 ? "all packages" : finding.Package)}{(finding.File.Length == 0 ? "" : "/" + finding.File)}{(finding.Line == 0 ? "" : $" line {finding.Line}")}");

    public static string Line(ProofFinding finding) => $"{Word(finding.Severity)} {finding.Code} {Place(finding)}: {finding.Message} {finding.Remedy}";

    /// <exception cref="BuildException">The report has errors; all of them are in the message.</exception>
    public static void RequireOk(ProofReport report, string folder)
    {
        if (!report.Ok)
        {
            var errors = report.Findings.Where(finding => finding.Severity == Severity.Error).Select(finding => "\n  " + Line(finding));
            throw new BuildException($"XGD2118: The driver packages of {folder} must not be packaged. Do what each line says, then try again.{string.Concat(errors)}");
        }
    }
}
