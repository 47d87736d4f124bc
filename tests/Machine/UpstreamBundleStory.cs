using XenGuestTools.Build;
using XenGuestTools.Build.Samples;
using XenGuestTools.Tests.Machine.Harness;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// The life of a build from the five upstream INFs: real syntax and real sections all the way through the proof, MSI and Wine. Programs that do nothing and
/// a catalog over them stand in for what this project has not got.
/// </summary>
public sealed class UpstreamBundleStory() : BundleStory(new(Path.Combine(BuiltProduct.Checkout.Artifacts, "upstream", "out"), DriverFacts.Upstream), "upstream-bundle")
{
    private static readonly string ReferenceInf = Path.Combine(BuiltProduct.Checkout.Root, "..", "shared", "reference-inf");

    protected override async Task PrepareAsync()
    {
        Assert.SkipUnless(Directory.Exists(ReferenceInf), $"The upstream INFs are not at {Path.GetFullPath(ReferenceInf)}: they are test data outside of the repo.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Stand-ins for drivers are not to be installed on a real machine.");
        var packages = Path.Combine(BuiltProduct.Checkout.Artifacts, "upstream", "packages");

        // A package that is there stays, with its certificate, so that the build has nothing to do the next time.
        using var signer = SamplePackages.Signer("Stand-in");
        foreach (var source in Directory.GetFiles(ReferenceInf, "*.inf"))
        {
            var name = Path.GetFileNameWithoutExtension(source);
            var inf = Path.Combine(packages, name, "x64", Path.GetFileName(source));
            var catalog = Path.ChangeExtension(inf, ".cat");
            if (!File.Exists(catalog) || File.GetLastWriteTimeUtc(catalog) < File.GetLastWriteTimeUtc(source))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(inf)!);
                File.Copy(source, inf, overwrite: true);
                await SamplePackages.CompleteAsync(BuiltProduct.Checkout, inf, "Stand-in", signer, TestContext.Current.CancellationToken);
            }
        }

        await (new Tool("bash") { TimeLimit = TimeSpan.FromMinutes(15) }).RunAsync([Path.Combine(BuiltProduct.Checkout.Root, "build.sh"), "--drivers", packages, "--allow-test-signing", "--out", Product.Folder]);
    }
}

public sealed class Setup_of_the_upstream_packages(UpstreamBundleStory story) : The_setup_program_on_a_clean_xen_vm(story), IClassFixture<UpstreamBundleStory>;
