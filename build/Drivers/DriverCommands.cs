using System.Globalization;
using Spectre.Console;
using XenGuestTools.Build.Archives;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>What <c>drivers add</c>, <c>list</c>, <c>verify</c> and <c>remove</c> do. Each returns the exit code.</summary>
public sealed class DriverCommands(Paths paths, Options options, Func<IReadOnlyList<PackageFiles>, ProofOptions, ProofReport> proof, IAnsiConsole console)
{
    private readonly DriverStore store = new(paths);

    /// <summary>For lines that must not be wrapped.</summary>
    private TextWriter Output => console.Profile.Out.Writer;

    /// <summary>For tests: how much a source may hold.</summary>
    internal UnpackLimits Limits { get; init; } = UnpackLimits.Default;

    /// <param name="hashes">SHA-256 of the addresses among the sources, in the same order.</param>
    /// <exception cref="BuildException">A source or a package is refused; drivers/x64 and drivers.json are as they were.</exception>
    public Task<int> AddAsync(IReadOnlyList<string> sources, IReadOnlyList<string> hashes, bool allowOlder, CancellationToken cancellation) => InScratchAsync(async scratch =>
    {
        var list = DriverList.Read(paths);
        var found = await FindAsync(SourceArgument.Parse(sources, hashes), list, scratch, cancellation);
        Show(found);
        var taken = PackageChoice.From(found, sources);
        ShowLeftOut(taken);
        var added = taken.ToDictionary(package => package.Found.Name);
        var set = list.Packages.Select(p => added.TryGetValue(p.Name, out var package) ? package.Files : null).OfType<PackageFiles>();
        var kept = store.Packages().Where(package => !added.ContainsKey(package.Name));
        var report = proof([.. set.Concat(kept)], new ProofOptions(options.AllowTestSigning, allowOlder, DriverStore.Recorded(list)) { AllowMissing = true });
        ShowFindings(report.Findings.Where(finding => finding.Severity != Core.Severity.Error));
        ProofText.RequireOk(report, string.Join(", ", sources));
        store.Put([.. taken.Select(package => (package.Files, Record(package, report)))], scratch);
        await Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{store.Folder} has {string.Join(", ", taken.Select(package => package.Found.Name))} now, and drivers.json has their files."));
        return 0;
    });

    public int List(bool json)
    {
        var there = store.Packages().ToDictionary(package => package.Name);
        ListedPackage[] packages = [.. DriverList.Read(paths).Packages.Select(p => new ListedPackage(p.Name, p.Version, p.Date, p.Source?.OriginalString, p.Files.Count, DriverStore.State(there.GetValueOrDefault(p.Name), p)))];
        if (json)
        {
            Output.WriteLine(ProofJson.Of(packages));
            return 0;
        }

        Show(["package", "version", "date", "source", "files", "state"], packages.Select(p => new[] { p.Name, $"{p.Version}", p.Date?.ToString("O", CultureInfo.InvariantCulture) ?? "", p.Source ?? "", $"{p.Files}", p.State }));
        return 0;
    }

    /// <param name="page">The file to write a report for people to; null: none.</param>
    /// <returns>0, or 2 when there is an error among the findings.</returns>
    public int Verify(string? page, bool json, bool allowOlder)
    {
        var list = DriverList.Read(paths);
        var folder = options.Drivers ?? store.Folder;
        var packages = PackageContent.ReadAll(folder, list);
        if (packages.Count == 0)
        {
            throw new BuildException($"XGD2117: There are no driver packages in {folder}. Add some with './build.sh drivers add SOURCE…': drivers/README.md.");
        }

        var report = proof(packages, new ProofOptions(options.AllowTestSigning, allowOlder, DriverStore.Recorded(list)));
        var changes = list.Packages.SelectMany(record => DriverStore.Differences(packages.FirstOrDefault(package => package.Name == record.Name), record));
        report = report with { Findings = [.. report.Findings, .. changes] };
        if (page is not null)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(page))!);
            File.WriteAllText(page, ProofPage.Html(report, folder, DateTimeOffset.UtcNow));
        }

        if (json)
        {
            Output.WriteLine(ProofJson.Of(report));
        }
        else
        {
            Show(["package", "version", "date", "provider", "signature", "signer"], report.Packages.Select(p => new[] { p.Name, $"{p.Version}", p.Date.ToString("O", CultureInfo.InvariantCulture), p.Provider, ProofText.Word(p.Signature.Kind), p.Signature.Signer }));
            foreach (var signature in report.Packages.Select(p => p.Signature).DistinctBy(s => s.Kind))
            {
                Output.WriteLine($"{ProofText.Word(signature.Kind)}: with Secure Boot, {signature.WithSecureBoot} Without it, {signature.WithoutSecureBoot}");
            }

            ShowFindings(report.Findings);
        }

        return report.Ok ? 0 : 2;
    }

    /// <exception cref="BuildException">A name is not there; then none is removed.</exception>
    public Task<int> RemoveAsync(IReadOnlyList<string> names, bool all) => InScratchAsync(async scratch =>
    {
        var there = store.Packages().Select(package => package.Name).ToHashSet();
        var known = DriverList.Read(paths).Packages.Where(p => p.Files.Count > 0 || there.Contains(p.Name)).Select(p => p.Name).ToList();
        if (all == names.Count > 0)
        {
            throw new BuildException("XGD2116: Name the packages to remove, or say --all, and not both. './build.sh drivers list' shows them.");
        }

        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw new BuildException($"XGD2116: There is no package {unknown} to remove. './build.sh drivers list' shows the ones that are there.");
        }

        var removed = all ? known : [.. names.Distinct()];
        store.Remove(removed, scratch);
        await Output.WriteLineAsync(removed.Count == 0 ? "There was no package to remove." : $"Removed {string.Join(", ", removed)}.");
        return 0;
    });

    private async Task<IReadOnlyList<FoundPackage>> FindAsync(IReadOnlyList<SourceArgument> sources, DriverList list, string scratch, CancellationToken cancellation)
    {
        List<FoundPackage> found = [];
        Download download = new(Limits.Bytes, Output.WriteLine);
        for (var i = 0; i < sources.Count; i++)
        {
            var source = sources[i];
            var folder = Directory.CreateDirectory(Path.Combine(scratch, $"source-{i}")).FullName;
            var path = source.Sha256 is null ? Path.GetFullPath(source.Text) : await download.FetchAsync(source, folder, cancellation);
            found.AddRange(await new PackageSearch([.. list.Packages.Select(p => p.Name)], folder, Limits).FindAsync(path, source.Text, source.Recorded, cancellation));
        }

        return found;
    }

    private static DriverSource Record(TakenPackage package, ProofReport report)
    {
        var proven = report.Packages.First(p => p.Name == package.Found.Name);
        return new(proven.Name, proven.Version, new Uri(package.Found.Source, UriKind.RelativeOrAbsolute))
        {
            Date = proven.Date,
            Files = System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, proven.Files.Select(file => KeyValuePair.Create(file.Name, file.Sha256))),
        };
    }

    /// <summary>Work with an empty folder in the checkout, on the volume of drivers/x64, that goes when the work ends.</summary>
    private async Task<int> InScratchAsync(Func<string, Task<int>> work)
    {
        var scratch = Directory.CreateDirectory(Path.Combine(paths.Artifacts, "drivers", Guid.NewGuid().ToString("N"))).FullName;
        try
        {
            return await work(scratch);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private void Show(IReadOnlyList<FoundPackage> found) =>
        Show(["found", "for", "in"], found.Select(package => new[] { package.Name, package.Architecture, package.Shown }));

    private void ShowLeftOut(IReadOnlyList<TakenPackage> taken)
    {
        foreach (var package in taken.Where(package => package.LeftOut.Count > 0))
        {
            Output.WriteLine($"left out of {package.Found.Name}, because its INF does not name them: {string.Join(", ", package.LeftOut)}");
        }
    }

    private void ShowFindings(IEnumerable<ProofFinding> findings)
    {
        foreach (var finding in findings)
        {
            Output.WriteLine(ProofText.Line(finding));
        }
    }

    private void Show(string[] heads, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Minimal).AddColumns([.. heads.Select(Markup.Escape)]);
        foreach (var row in rows)
        {
            table.AddRow([.. row.Select(Markup.Escape)]);
        }

        console.Profile.Width = Math.Max(console.Profile.Width, 130);
        console.Write(table);
    }
}
