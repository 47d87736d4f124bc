using XenGuestTools.Build;
using XenGuestTools.Tests.Machine.Harness;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// The life of a build from the five upstream INFs: real syntax and real sections all the way through MSI and Wine. Stand-ins from the sample packages replace the
/// images and catalogs, which this project has not got.
/// </summary>
public sealed class UpstreamBundleStory() : BundleStory(new(Path.Combine(BuiltProduct.Checkout.Artifacts, "upstream", "out"), DriverFacts.Upstream), "upstream-bundle")
{
    private static readonly string ReferenceInf = Path.Combine(BuiltProduct.Checkout.Root, "..", "shared", "reference-inf");

    /// <summary>Package to the files that its INF copies.</summary>
    private static readonly Dictionary<string, string[]> Files = new()
    {
        ["xenvif"] = ["xenvif.sys"],
        ["xennet"] = ["xennet.sys"],
        ["xenvbd"] = ["xenvbd.sys", "xencrsh.sys", "xendisk.sys"],
        ["xeniface"] = ["xeniface.sys", "xenagent.exe", "xenagent.dll"],
        ["xenbus"] = ["xen.sys", "xenbus.sys", "xenfilt.sys", "xenbus_monitor.exe"],
    };

    protected override async Task PrepareAsync()
    {
        Assert.SkipUnless(Directory.Exists(ReferenceInf), $"The upstream INFs are not at {Path.GetFullPath(ReferenceInf)}: they are test data outside of the repo.");
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Stand-ins for drivers are not to be installed on a real machine.");
        var packages = Path.Combine(BuiltProduct.Checkout.Artifacts, "upstream", "packages");
        foreach (var (name, files) in Files)
        {
            var folder = Directory.CreateDirectory(Path.Combine(packages, name, "x64")).FullName;
            var samples = Path.Combine(BuiltProduct.Checkout.Artifacts, "samples", name, "x64");
            CopyIfNew(Path.Combine(ReferenceInf, name + ".inf"), Path.Combine(folder, name + ".inf"));
            CopyIfNew(Path.Combine(samples, name + ".cat"), Path.Combine(folder, name + ".cat"));
            foreach (var file in files)
            {
                var standIn = Path.Combine(samples, file);
                CopyIfNew(File.Exists(standIn) ? standIn : Path.Combine(samples, name + ".sys"), Path.Combine(folder, file));
            }
        }

        await (new Tool("bash") { TimeLimit = TimeSpan.FromMinutes(15) }).RunAsync([Path.Combine(BuiltProduct.Checkout.Root, "build.sh"), "--drivers", packages, "--out", Product.Folder]);
    }

    /// <summary>An unchanged file keeps its time, so that the build has nothing to do the next time.</summary>
    private static void CopyIfNew(string from, string to)
    {
        if (!File.Exists(to) || File.GetLastWriteTimeUtc(to) < File.GetLastWriteTimeUtc(from))
        {
            File.Copy(from, to, overwrite: true);
        }
    }
}

public sealed class Setup_of_the_upstream_packages(UpstreamBundleStory story) : The_setup_program_on_a_clean_xen_vm(story), IClassFixture<UpstreamBundleStory>;
