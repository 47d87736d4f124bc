using XenGuestTools.Core;

namespace XenGuestTools.Tests.Core;

public sealed class The_text_of_findings
{
    [Fact]
    public void Is_empty_without_any() => Assert.Equal("", FindingText.Message([]));

    [Fact]
    public void Holds_code_evidence_and_remedy_of_each_errors_first()
    {
        Finding note = new("XGT1008", Severity.Note, "Was on.", "PCI", "Nothing.");
        Finding error = new("XGT1004", Severity.Error, "Is not Xen.", "no device", "Use Xen.");
        Finding warning = new("XGT1007", Severity.Warning, "Storage.", "NVMe", "Snapshot.");

        Assert.Equal(
            """
            XGT1004: Is not Xen.
            Found: no device
            What to do: Use Xen.

            XGT1007 (warning): Storage.
            Found: NVMe
            What to do: Snapshot.

            XGT1008 (note): Was on.
            Found: PCI
            What to do: Nothing.
            """.ReplaceLineEndings("\n"),
            FindingText.Message([note, error, warning]));
    }
}
