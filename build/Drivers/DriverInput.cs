using System.Collections.Immutable;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>Which driver packages a build is made of.</summary>
/// <param name="Folder">Holds <c>&lt;name&gt;/x64/…</c> or <c>&lt;name&gt;/…</c>.</param>
/// <param name="MadeFromSources">The build makes the packages itself, from drivers/sample.</param>
/// <param name="IsSample">The results must say SAMPLE.</param>
/// <param name="IsTestSigned">Windows takes the packages in test mode only.</param>
public sealed record DriverInput(string Folder, bool MadeFromSources, bool IsSample, bool IsTestSigned = false)
{
    /// <summary>What the results must say wherever a name or a version is shown: SAMPLE, TEST-SIGNED or "".</summary>
    public string Mark => IsSample ? "SAMPLE" : IsTestSigned ? "TEST-SIGNED" : "";

    /// <summary>The same for the project files.</summary>
    public ImmutableArray<string> ProjectProperties => [$"-p:XgtSample={(IsSample ? "true" : "false")}", $"-p:XgtMark={Mark}"];

    /// <summary>Of the proof: warnings and notes.</summary>
    public ImmutableArray<ProofFinding> Findings { get; init; } = [];

    /// <summary>--drivers DIR; else drivers/x64 if there are packages; else the samples.</summary>
    /// <exception cref="BuildException">The packages that were named or found cannot be used.</exception>
    public static DriverInput Choose(Paths paths, Options options, DriverList list, Func<IReadOnlyList<PackageFiles>, ProofOptions, ProofReport> proof)
    {
        var folder = options.Drivers ?? paths.DriverStore;
        if (options.Drivers is null && !(Directory.Exists(folder) && Directory.EnumerateDirectories(folder).Any()))
        {
            return new(Path.Combine(paths.Artifacts, "samples"), MadeFromSources: true, IsSample: true);
        }

        if (!Directory.Exists(folder))
        {
            throw new BuildException($"There is no folder {folder}. --drivers wants a folder with <name>/x64/*.inf and the other files of each package: drivers/README.md.");
        }

        var isSample = DriverPackages.Read(folder, list).IsSample;
        var report = proof(PackageContent.ReadAll(folder, list), new ProofOptions(options.AllowTestSigning || isSample, AllowOlder: false, DriverStore.Recorded(list)));
        ProofText.RequireOk(report, folder);
        var isTestSigned = options.AllowTestSigning && report.ForTestsOnly;
        return new(Path.GetFullPath(folder), MadeFromSources: false, isSample, isTestSigned) { Findings = report.Findings };
    }
}
