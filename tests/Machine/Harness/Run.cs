namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>A program that ended inside a <see cref="Vm"/>.</summary>
/// <param name="ExitCode">In full: 3010 and 1603 come through.</param>
/// <param name="Log">Everything that it logged: of an MSI its verbose log, of the setup program its own log and the ones of its packages. Empty for other programs.</param>
public sealed record Run(string CommandLine, int ExitCode, string Output, string Errors, string Log)
{
    /// <summary>Windows Installer's two ways to say that all went well (facts 4.14).</summary>
    public bool Succeeded => ExitCode is 0 or 3010;

    /// <summary>The lines of the log with <paramref name="text"/>.</summary>
    public IEnumerable<string> Lines(string text) => Log.Split('\n').Where(l => l.Contains(text, StringComparison.Ordinal)).Select(l => l.Trim());

    public void MustSucceed() =>
        Assert.True(Succeeded, $"{CommandLine}\nended with code {ExitCode}. It said:\n{Clue}");

    public void MustEndWith(int exitCode) =>
        Assert.True(ExitCode == exitCode, $"{CommandLine}\nended with code {ExitCode}, not {exitCode}. It said:\n{Clue}");

    /// <summary>Of an MSI log the lines that usually tell the reason, otherwise the end.</summary>
    private string Clue =>
        string.Join('\n', Log.Split('\n').Where(l => l.Contains("XGT1", StringComparison.Ordinal) || l.Contains("rror 0x", StringComparison.Ordinal) || l.Contains("Return value 3", StringComparison.Ordinal))
            .Concat((Output + Errors).Split('\n')).TakeLast(20));
}
