using System.Globalization;
using System.Xml.Linq;

namespace XenGuestTools.Build.Testing;

/// <summary>How many tests ended how.</summary>
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public static TestCount operator +(TestCount a, TestCount b) => Add(a, b);

    public static TestCount Add(TestCount left, TestCount right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    /// <summary>The closing line that CI reads.</summary>
    public override string ToString() =>
        Skipped == 0 ? $"{Passed} passed, {Failed} failed" : $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}

/// <summary>Builds and runs one of the test programs below tests/.</summary>
public sealed class TestRun(Paths paths, TextWriter log)
{
    public static readonly IReadOnlyList<string> Suites = ["unit", "package", "machine"];

    public async Task<TestCount> RunAsync(string suite, string? filter, CancellationToken cancellation)
    {
        var name = char.ToUpperInvariant(suite[0]) + suite[1..];
        await new Tool("dotnet").RunAsync(["build", Path.Combine(paths.Root, "tests", name), "-c", "Release", "-v", "quiet", "--nologo"], cancellation).ConfigureAwait(false);
        var program = Path.Combine(paths.Artifacts, "bin", name, "release", $"XenGuestTools.Tests.{name}.dll");
        var report = Path.Combine(paths.Out, "test-logs", $"{suite}.xml");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        File.Delete(report);
        var tests = new Tool("dotnet") { TimeLimit = TimeSpan.FromMinutes(25), OnLine = log.WriteLine };
        string[] only = filter is null ? [] : ["-method", $"*{filter}*"];
        var result = await tests.TryRunAsync([program, "-noColor", "-noLogo", "-methodDisplay", "classAndMethod", "-methodDisplayOptions", "replaceUnderscoreWithSpace", .. only, "-result-xml", report], cancellation).ConfigureAwait(false);
        if (!File.Exists(report))
        {
            throw new BuildException($"The {suite} tests ended with code {result.ExitCode.ToString(CultureInfo.InvariantCulture)} and without a report; what they printed is above.");
        }

        var count = Count(XDocument.Load(report));
        return result.ExitCode != 0 && count.Failed == 0 ? count with { Failed = 1 } : count; // an error outside a test counts as one
    }

    /// <summary>Reads xunit's own XML report.</summary>
    internal static TestCount Count(XDocument report)
    {
        int Sum(string attribute) => report.Descendants("assembly").Sum(a => (int?)a.Attribute(attribute) ?? 0);
        return new(Sum("passed"), Sum("failed") + Sum("errors"), Sum("skipped"));
    }
}
