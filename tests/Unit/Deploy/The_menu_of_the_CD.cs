using System.Text.RegularExpressions;
using System.Xml.Linq;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Tests.Build;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

public sealed partial class The_menu_of_the_CD : IDisposable
{
    private static readonly Release Release = Releases.Some() with { DisplayName = "Tools & <more>" };

    private static readonly XElement Page = XDocument.Parse(IsoMenu.Page(Release)).Root!;

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Is_a_page_with_a_language_a_title_and_one_heading()
    {
        Assert.Equal("en", (string?)Page.Attribute("lang"));
        Assert.Equal([$"Tools & <more> {Release.Version}", $"Tools & <more> {Release.Version}"], Page.Descendants().Where(e => e.Name.LocalName is "title" or "h1").Select(e => e.Value));
        Assert.All(Page.Descendants("th"), cell => Assert.NotNull(cell.Attribute("scope")));
        Assert.NotEmpty(Page.Descendants("caption"));
    }

    [Fact]
    public void Needs_no_script_and_nothing_from_elsewhere()
    {
        Assert.DoesNotContain(Page.Descendants(), e => e.Name.LocalName is "script" or "img" or "link" or "iframe");
        Assert.DoesNotContain("://", Page.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("url(", Page.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Leads_to_files_and_folders_that_are_on_the_CD()
    {
        var entries = Entries();

        Assert.All(Page.Descendants("a").Select(a => a.Attribute("href")!.Value), link =>
            Assert.True(link.EndsWith('/') ? entries.Any(path => path.StartsWith(link, StringComparison.Ordinal)) : entries.Contains(link), link));
    }

    [Fact]
    public void Leaves_nothing_out_that_lies_at_the_top_of_the_CD()
    {
        var linked = Page.Descendants("a").Select(a => a.Attribute("href")!.Value.Split('/')[0]).ToHashSet();

        Assert.Equal(["README.txt", "autorun.inf", "menu.html"], Entries().Select(path => path.Split('/')[0]).Distinct().Where(top => !linked.Contains(top)).Order(StringComparer.Ordinal));
    }

    /// <summary>But for those to the sources, which are for whoever has them.</summary>
    [Fact]
    public void Leads_to_pages_whose_links_are_on_the_CD_too()
    {
        var entries = Entries();
        foreach (var page in entries.Where(path => path.EndsWith(".md", StringComparison.Ordinal)))
        {
            var folder = Path.GetDirectoryName(page)!;
            var links = Link().Matches(File.ReadAllText(Path.Combine(Repository.Folder, page))).Select(match => match.Groups[1].Value)
                .Where(link => !link.Contains("://", StringComparison.Ordinal) && !link.Contains("../core/", StringComparison.Ordinal) && !link.EndsWith(".cs", StringComparison.Ordinal))
                .Select(link => Path.GetFullPath(Path.Combine("/", folder, link))[1..]);

            Assert.All(links, link => Assert.True(entries.Any(path => path == link || path.StartsWith(link + "/", StringComparison.Ordinal)), $"{page}: {link}"));
        }
    }

    [Fact]
    public void Says_the_hash_of_the_setup_program() => Assert.Contains(Page.Descendants("code"), code => code.Value == Release.Setup.File.Sha256);

    [GeneratedRegex(@"\]\(([^)#]+)[^)]*\)")]
    private static partial Regex Link();

    private IReadOnlyList<string> Entries()
    {
        foreach (var name in Release.Packages.Select(p => p.File.Name).Append(Release.Setup.File.Name).Append("guesttools.exe").Append("deploy/sccm/detect.ps1"))
        {
            folder.Write($"out/{name}", name);
        }

        var bus = new DriverPackage("xenbus", Path.Combine(folder.Path, "drivers"), SampleInf.Bus);
        foreach (var file in bus.Files)
        {
            folder.Write(Path.GetRelativePath(folder.Path, file), "content");
        }

        return [.. new IsoLayout(Repository.Folder, Path.Combine(folder.Path, "out")).Entries(Release, [bus]).Select(entry => entry.Path), "SHA256SUMS"];
    }
}
