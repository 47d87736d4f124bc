using System.Text;

namespace XenGuestTools.Core;

/// <summary>The one wording of findings, shared by the installers, their logs and guesttools.</summary>
public static class FindingText
{
    /// <summary>Every finding with code, evidence and remedy, errors first; lines end in LF. "" for no findings.</summary>
    public static string Message(IReadOnlyList<Finding> findings)
    {
        StringBuilder text = new();
        foreach (var severity in (ReadOnlySpan<Severity>)[Severity.Error, Severity.Warning, Severity.Note])
        {
            foreach (var finding in findings)
            {
                if (finding.Severity == severity)
                {
                    Append(text, finding);
                }
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Finding finding) => text
        .Append(text.Length == 0 ? "" : "\n\n")
        .Append(finding.Code).Append(finding.Severity switch { Severity.Error => "", Severity.Warning => " (warning)", _ => " (note)" })
        .Append(": ").Append(finding.Message)
        .Append("\nFound: ").Append(finding.Evidence)
        .Append("\nWhat to do: ").Append(finding.Remedy);
}
