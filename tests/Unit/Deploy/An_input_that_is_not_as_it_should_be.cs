using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Tests.Build;

namespace XenGuestTools.Tests.Deploy;

/// <summary>The build of files for deployment systems stops with one sentence and writes nothing.</summary>
public sealed class An_input_that_is_not_as_it_should_be : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_an_MSI_that_is_not_there() => await ReadFailsAsync("xenbus-x64.msi is not there", "./build.sh");

    [Fact]
    public async Task Is_a_file_that_is_no_MSI()
    {
        folder.Write("xenbus-x64.msi", "nothing of that kind");
        await ReadFailsAsync("xenbus-x64.msi can't be read", "Build it again");
    }

    [Fact]
    public async Task Is_an_MSI_of_another_product()
    {
        await MakeAsync(upgradeCode: "{11111111-2222-3333-4444-555555555555}");
        await ReadFailsAsync("{11111111-2222-3333-4444-555555555555}", "product.props has", "xenbus");
    }

    [Fact]
    public async Task Is_an_MSI_of_a_sample_build_in_a_build_that_is_none()
    {
        await MakeAsync(name: $"{Releases.Product.Name} SAMPLE - bus");
        await ReadFailsAsync("SAMPLE", $"this build is '{Releases.Product.Name}'");
    }

    [Fact]
    public async Task Is_an_MSI_without_a_version()
    {
        await MakeAsync(version: "one");
        await ReadFailsAsync("'one' not a version");
    }

    [Fact]
    public async Task Is_a_setup_program_that_WiX_did_not_make()
    {
        await MakeAsync();
        folder.Write(ReleaseReader.SetupName, "MZ");
        await ReadFailsAsync(ReleaseReader.SetupName, "no section .wixburn");
    }

    [Theory]
    [InlineData("ftp://example.org/folder")]
    [InlineData("http://example.org/folder")]
    [InlineData("folder")]
    [InlineData("https://example.org/file?version=1")]
    public void Is_an_address_that_winget_can_not_use(string address) =>
        Assert.Contains($"'{address}'", Assert.Throws<BuildException>(() => DownloadAddress.Parse(address)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://example.org/a", "https://example.org/a/")]
    [InlineData("https://example.org/a/", "https://example.org/a/")]
    [InlineData(null, null)]
    public void Is_not_an_address_of_a_folder(string? address, string? expected) => Assert.Equal(expected, DownloadAddress.Parse(address)?.AbsoluteUri);

    [Fact]
    public void Is_an_oldest_Windows_without_a_version_that_Intune_knows()
    {
        Product other = new(new Dictionary<string, string> { ["XgtMinimumWindowsName"] = "Windows Server 2016", ["XgtProductName"] = "X", ["XgtVersion"] = "1.0.0", ["XgtManufacturer"] = "Y", ["XgtHelpUrl"] = "https://example.org/" });
        var release = Releases.Some() with { Product = other };

        Assert.Contains("XgtMinimumWindowsName", Assert.Throws<BuildException>(() => IntuneApp.Of(release, "", "")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_what_was_made_before_as_it_was()
    {
        var old = folder.Write("deploy/old.txt", "old");
        await Assert.ThrowsAsync<BuildException>(() => new DeployStep(folder.Path, Path.GetDirectoryName(old)!).WriteAsync(Releases.Some(), TestContext.Current.CancellationToken));

        Assert.Equal("old", await File.ReadAllTextAsync(old, TestContext.Current.CancellationToken));
    }

    private async Task MakeAsync(string? name = null, string? upgradeCode = null, string version = "9.1.0.1") => await PropertyTable.MakeAsync(Path.Combine(folder.Path, "xenbus-x64.msi"), new()
    {
        ["ProductName"] = name ?? $"{Releases.Product.Name} - bus",
        ["ProductCode"] = "{00000000-0000-0000-0000-00000000000A}",
        ["ProductVersion"] = version,
        ["UpgradeCode"] = upgradeCode ?? $"{{{Releases.Product.UpgradeCode("xenbus")}}}",
    });

    private async Task ReadFailsAsync(params string[] words)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The MSIs of this test are made with msitools, which Windows has not.");
        var error = await Assert.ThrowsAsync<BuildException>(() => new ReleaseReader(Releases.Product, folder.Path).ReadAsync("", ["xenbus"], null, TestContext.Current.CancellationToken));

        Assert.All(words, word => Assert.Contains(word, error.Message, StringComparison.Ordinal));
    }
}
