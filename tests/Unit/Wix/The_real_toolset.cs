using XenGuestTools.Build;
using XenGuestTools.Build.Wine;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

/// <summary>WiX 3.11 itself, when a build has set it up: candle on this machine, light under Wine.</summary>
public sealed class The_real_toolset : IDisposable
{
    private const string Package = """
        <Package Name="N" Manufacturer="M" Version="1.0" UpgradeCode="11111111-2222-3333-4444-555555555555"><MajorUpgrade DowngradeErrorMessage="no" /><MediaTemplate EmbedCab="yes" />
        """;

    private static readonly Paths Paths = Paths.OfThisCheckout();

    private readonly Authoring authoring = new();

    public void Dispose() => authoring.Dispose();

    [Fact]
    public async Task Packs_a_file_whatever_its_path()
    {
        var deep = string.Join('/', Enumerable.Repeat(new string('d', 100), 3)) + "/ünï-日本";
        authoring.With($"{deep}/data.txt", "content");

        await BuildAsync($"""
            {Package}
            <Component Id="C" Directory="ProgramFiles64Folder"><File Source="{deep}/data.txt" /></Component>
            </Package>
            """);

        await new Tool("msiextract").RunAsync(["-C", Path.Combine(authoring.Folder, "out"), Path.Combine(authoring.Folder, "test.msi")], TestContext.Current.CancellationToken);
        var extracted = Assert.Single(Directory.GetFiles(Path.Combine(authoring.Folder, "out"), "data.txt", SearchOption.AllDirectories));
        Assert.Equal("content", await File.ReadAllTextAsync(extracted, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Reports_an_error_of_the_compiler_with_the_line_of_the_authoring() =>
        Assert.Contains("source.wxs(4): error CNDL", await FailAsync($"{Package}\n\n<Property Id=\"no good\" Value=\"1\" /></Package>"), StringComparison.Ordinal);

    [Fact]
    public async Task Reports_a_warning_as_an_error() =>
        Assert.Contains("source.wxs(4): error CNDL1006", await FailAsync($"{Package}\n\n<Property Id=\"Nothing\" /></Package>"), StringComparison.Ordinal);

    [Fact]
    public async Task Reports_an_error_of_the_linker_with_the_line_of_the_authoring() =>
        Assert.Contains("source.wxs(4): error LGHT0094: Unresolved reference to symbol 'CustomAction:Missing'", await FailAsync($"{Package}\n\n<CustomActionRef Id=\"Missing\" /></Package>"), StringComparison.Ordinal);

    [Fact]
    public async Task Is_not_asked_when_a_file_is_missing() =>
        Assert.EndsWith("source.wxs(4): error: there is no file " + Path.Combine(authoring.Folder, "gone.dll") + ".", await FailAsync($"{Package}\n\n<Binary Id=\"B\" SourceFile=\"gone.dll\" /></Package>"), StringComparison.Ordinal);

    private async Task<string> FailAsync(string body) => (await Assert.ThrowsAsync<BuildException>(() => BuildAsync(body))).Message;

    private async Task BuildAsync(string body)
    {
        WinePrefix template = new(Path.Combine(Paths.Wine, "template"));
        Assert.SkipUnless(
            Directory.Exists(template.Folder) && File.Exists(new LightHost(Paths).Program) && File.Exists(Path.Combine(Paths.Wix3, "candle.exe")),
            "WiX 3.11 under Wine is not set up in this checkout; './build.sh' does that.");

        // A checkout in the test's folder: the tools are the real ones, all that is written is the test's own.
        Paths own = new(authoring.Folder);
        Directory.CreateDirectory(own.Artifacts);
        Directory.CreateSymbolicLink(own.Wix3, Paths.Wix3);
        Directory.CreateSymbolicLink(Path.Combine(own.Artifacts, "light"), Path.Combine(Paths.Artifacts, "light"));
        var prefix = await template.CloneAsync(Path.Combine(Paths.Wine, "unit-" + Path.GetFileName(authoring.Folder)), TestContext.Current.CancellationToken);
        try
        {
            await new Wix3(own, prefix).BuildAsync([authoring.Package(body)], TestContext.Current.CancellationToken);
        }
        finally
        {
            await prefix.StopAsync();
            Directory.Delete(prefix.Folder, recursive: true);
        }
    }
}
