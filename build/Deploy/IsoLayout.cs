using XenGuestTools.Build.Drivers;

namespace XenGuestTools.Build.Deploy;

/// <summary>What lies where on the guest-tools CD. The folders of the pages are those of the checkout, so that their links work.</summary>
/// <param name="root">The checkout.</param>
/// <param name="output">Has what was built, and <c>deploy</c>.</param>
internal sealed class IsoLayout(string root, string output)
{
    public const string Drivers = "Drivers";
    public const string Packages = "Packages";

    private static readonly string[] Pages = ["agent.md", "clean.md", "deploy.md", "drivers.md", "guesttools.md", "messages.md", "network.md", "offline.md"];

    /// <param name="drivers">The driver packages that the MSIs were made of.</param>
    /// <exception cref="BuildException">A file is missing, or two would have one name.</exception>
    public IReadOnlyList<IsoEntry> Entries(Release release, IReadOnlyList<DriverPackage> drivers)
    {
        List<IsoEntry> entries =
        [
            Built(release.Setup.File.Name, release.Setup.File.Name),
            Built("guesttools.exe", "guesttools.exe"),
            new("LICENSE.txt", Path.Combine(root, "LICENSE")),
            new("recover.cmd", Path.Combine(root, "deploy", "recovery", "recover.cmd")),
            new("autorun.inf", null, Autorun(release)),
            new("README.txt", null, Readme(release)),
            new(IsoMenu.File, null, IsoMenu.Page(release)),
            .. release.Packages.Select(p => Built($"{Packages}/{p.File.Name}", p.File.Name)),
            .. drivers.SelectMany(d => d.Files.Select(f => new IsoEntry($"{Drivers}/{d.Name}/x64/{Path.GetRelativePath(d.Folder, f).Replace('\\', '/')}", f))),
            .. Pages.Select(p => new IsoEntry($"docs/{p}", Path.Combine(root, "docs", p))),
            .. Below(Path.Combine(root, "docs", "schemas")).Select(f => new IsoEntry($"docs/schemas/{f}", Path.Combine(root, "docs", "schemas", f))),
            .. Below(Path.Combine(root, "deploy")).Where(f => !f.StartsWith("scripts/", StringComparison.Ordinal) && !f.EndsWith(".cmd", StringComparison.Ordinal)).Select(f => new IsoEntry($"deploy/{f}", Path.Combine(root, "deploy", f))),
        ];
        entries.AddRange(Below(Path.Combine(output, "deploy")).Select(f => new IsoEntry($"deploy/{f}", Path.Combine(output, "deploy", f))).Where(e => entries.All(other => other.Path != e.Path)));
        Require(entries);
        return entries;
    }

    /// <summary>Joliet takes 16 characters.</summary>
    public static string Label(Release release)
    {
        var label = release.Word.ToUpperInvariant();
        return label.Length is > 0 and <= 16 && label.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            ? label
            : throw new BuildException($"'{release.Name}' in product.props makes no volume label: without its spaces it must be at most 16 letters and digits.");
    }

    private IsoEntry Built(string path, string file) => new(path, Path.Combine(output, file));

    private static IEnumerable<string> Below(string folder) => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'));

    private static void Require(List<IsoEntry> entries)
    {
        if (entries.Find(e => e.Source is not null && !File.Exists(e.Source)) is { } missing)
        {
            throw new BuildException($"{missing.Source} is not there, and the image needs it as {missing.Path}. Run './build.sh' first.");
        }

        if (entries.GroupBy(e => e.Path, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same)
        {
            throw new BuildException($"Two files of the image would be {same.Key} on Windows: {string.Join(" and ", same.Select(e => e.Source))}. Rename one.");
        }
    }

    /// <summary>Windows offers to open the menu; the setup program starts when somebody chooses it (Microsoft: "Autorun.inf Entries").</summary>
    private static string Autorun(Release release) => $"""
        [autorun]
        shellexecute={IsoMenu.File}
        icon={release.Setup.File.Name},0
        label={release.DisplayName} {release.Version}
        action=See what is on the CD of {release.DisplayName}
        shell\install=Install {release.DisplayName}
        shell\install\command={release.Setup.File.Name}

        """;

    private static string Readme(Release release) => $"""
        {release.DisplayName} {release.Version}

        menu.html                   this list with links
        {release.Setup.File.Name}   installs everything; with /quiet /norestart without a question
        guesttools.exe              check: can it be installed here?  status: does it work?
        Packages\                   the same as six MSIs, for Group Policy
        Drivers\NAME\x64\           the driver packages themselves, for dism and "Have disk"
        recover.cmd                 for a VM that does not boot: run it in its recovery environment (deploy\recovery\README.md)
        deploy\                     Group Policy, SCCM, Intune and others, a page each
        docs\deploy.md              every switch, property and exit code
        SHA256SUMS                  of every file here

        """;
}
