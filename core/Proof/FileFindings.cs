using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>Collects what is wrong with one file of a package.</summary>
/// <param name="package">The driver's name; "" for the set.</param>
/// <param name="file">Its name in the package; "" for the package as a whole.</param>
internal sealed class FileFindings(string package, string file)
{
    private readonly ImmutableArray<ProofFinding>.Builder findings = ImmutableArray.CreateBuilder<ProofFinding>();

    public ImmutableArray<ProofFinding> All => findings.ToImmutable();

    public bool HasError => findings.Any(f => f.Severity == Severity.Error);

    /// <param name="line">Counted from 1; 0 when no single line is to blame.</param>
    /// <param name="message">One sentence: what is wrong, with what was found.</param>
    /// <param name="remedy">What to do.</param>
    public void Error(string code, int line, string message, string remedy) => Add(code, Severity.Error, line, message, remedy);

    public void Warning(string code, int line, string message, string remedy) => Add(code, Severity.Warning, line, message, remedy);

    public void Note(string code, int line, string message, string remedy) => Add(code, Severity.Note, line, message, remedy);

    public void Add(string code, Severity severity, int line, string message, string remedy) => findings.Add(new ProofFinding(code, severity, package, file, line, message, remedy));
}
