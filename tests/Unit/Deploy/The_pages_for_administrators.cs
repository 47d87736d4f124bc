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

    [GeneratedRegex(@"\]\(([^)#]+)[^)]*\)")]
    private static partial Regex Link();
}
