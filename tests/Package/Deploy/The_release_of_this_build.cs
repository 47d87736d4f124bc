using System.Text.Json.Nodes;
using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Package.Built;

namespace XenGuestTools.Tests.Package.Deploy;

/// <summary>What deployment systems are told of the build in out/, against the build itself.</summary>
public class The_release_of_this_build
{
    private static readonly string Sources = Path.Combine(Checkout.Paths.Root, "deploy");

    [Fact]
    public async Task Has_the_codes_versions_and_sizes_of_the_MSIs()
    {
        var release = await ReadAsync();
        foreach (var package in release.Packages)
        {
            var properties = await Msi.Open(package.Package).PropertiesAsync();

            Assert.Equal((properties["ProductCode"], properties["ProductName"], Version.Parse(properties["ProductVersion"])), (package.ProductCode, package.ProductName, package.Version));
            Assert.Equal(new FileInfo(Results.File(package.File.Name)).Length, package.File.Bytes);
        }

        Assert.Equal(Checkout.Packages, release.Packages.Select(p => p.Package));
    }

    /// <summary>The page cites one build; this one must not have outgrown it. (A build from signed packages is larger by their files.)</summary>
    [Fact]
    public async Task Has_sizes_near_those_that_the_page_cites()
    {
        var release = await ReadAsync();
        Assert.SkipUnless(release.DisplayName.Contains("SAMPLE", StringComparison.Ordinal), "The page cites a build from the sample packages.");
        var numbers = Numbers.Of(release);

        AssertNear(Cited("content per VM with the setup program"), numbers.Setup);
        AssertNear(Cited("content per VM with the six MSIs"), numbers.Packages);
    }

    [Fact]
    public async Task Has_the_name_that_the_setup_program_registers_itself_by()
    {
        var code = (string)JsonNode.Parse(await FileAsync("sccm/application.json"))!["setup"]!["code"]!;
        var registration = (await BurnBundle.OpenAsync()).Manifest.Descendants().Single(e => e.Name.LocalName == "Registration");

        Assert.Contains(registration.Attributes(), a => a.Value.Equals(code, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Asks_a_machine_for_the_versions_of_this_build()
    {
        var script = await FileAsync("sccm/detect.ps1");
        foreach (var package in (await ReadAsync()).Packages)
        {
            Assert.Contains($"'{package.Package}' = '{package.Version}'", script, StringComparison.Ordinal);
        }
    }

    private static void AssertNear(double cited, long bytes) => Assert.InRange(bytes / 1e6, cited * 0.9, cited * 1.1);

    /// <summary>In MB.</summary>
    private static double Cited(string figure)
    {
        var row = Assert.Single(File.ReadLines(Path.Combine(Checkout.Paths.Root, "docs", "deploy.md")), line => line.StartsWith($"| {figure} | ", StringComparison.Ordinal));
        return double.Parse(row.Split('|')[2].Replace(" MB", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static async Task<string> FileAsync(string name) => DeployFiles.Of(await ReadAsync(), Sources)[name];

    private static async Task<Release> ReadAsync()
    {
        var mark = new Targets(Checkout.Paths, new Options(Drivers: null, Checkout.Paths.Out), PackageSetProof.Run).Drivers.Mark;
        _ = Results.File(ReleaseReader.SetupName);
        return await new ReleaseReader(Product.Load(Checkout.Paths), Checkout.Paths.Out).ReadAsync(mark, Checkout.Packages, download: null, TestContext.Current.CancellationToken);
    }
}
