using System.Text.RegularExpressions;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>deploy/*/README.md and docs/deploy.md.</summary>
public sealed partial class The_pages_for_administrators
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(Releases.Sources, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Repository.Folder, "docs", "deploy.md")).Select(f => Path.GetRelativePath(Repository.Folder, f))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Link_only_to_files_that_are_there(string page)
    {
        var file = Path.Combine(Repository.Folder, page);
        var links = Link().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(l => !l.Contains("://", StringComparison.Ordinal)).ToList();

        Assert.All(links, l => Assert.True(Path.Exists(Path.Combine(Path.GetDirectoryName(file)!, l)), l));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Name_only_files_that_the_build_makes_or_that_lie_beside_them(string page)
    {
        var release = Releases.Some(download: "https://example.org/xgt/");
        var made = DeployFiles.Of(release, Releases.Sources).Keys.Concat(Transforms.Of(release).Select(t => t.File)).Select(f => "out/deploy/" + f).ToList();
        var sources = new[] { Releases.Sources, Path.Combine(Repository.Folder, "docs") }.SelectMany(f => Directory.EnumerateFiles(f, "*", SearchOption.AllDirectories));
        var names = made.Concat(sources).Concat(release.Packages.Select(p => p.File.Name)).Append(release.Setup.File.Name).Select(f => Path.GetFileName(f)).ToHashSet();
        names.UnionWith(["guesttools.exe", "IntuneWinAppUtil.exe"]);
        var said = Code().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).Select(m => m.Groups[1].Value).ToList();

        Assert.All(said.Where(s => s.StartsWith("out/deploy/", StringComparison.Ordinal)), s => Assert.Contains(made, f => f == s || f.StartsWith(s.TrimEnd('/') + "/", StringComparison.Ordinal)));
        Assert.All(said.Select(s => FileName().Match(s)).Where(m => m.Success), m => Assert.Contains(m.Groups[1].Value, names));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Say_what_nobody_has_proven(string page) => Assert.Contains("ot proven", File.ReadAllText(Path.Combine(Repository.Folder, page)), StringComparison.Ordinal);

    [Theory]
    [InlineData("sccm")]
    [InlineData("intune")]
    public void Show_the_lines_that_the_made_files_have(string engine)
    {
        var page = File.ReadAllText(Path.Combine(Releases.Sources, engine, "README.md"));
        var release = Releases.Some();

        Assert.Contains($"`{release.InstallLine}`", page, StringComparison.Ordinal);
        Assert.Contains($"`{release.UninstallLine}`", page, StringComparison.Ordinal);
    }

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Code();

    /// <summary>At the start of a command, or alone, with or without folders before it.</summary>
    [GeneratedRegex(@"^(?:& )?(?:[^\s]*[\\/])?([\w-]+\.(?:exe|ps1|json|mst|msi|cmd|md|admx))(?: |$)")]
    private static partial Regex FileName();

    [GeneratedRegex(@"\]\(([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
