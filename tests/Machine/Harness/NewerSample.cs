using XenGuestTools.Build;
using XenGuestTools.Build.Samples;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>The sample packages once more, as version 9.2.0.1: what the others are upgraded to.</summary>
public static class NewerSample
{
    public const string Version = "9.2.0.1";
    private static readonly SemaphoreSlim Once = new(1);
    private static BuiltProduct? made;

    private static string Packages => Path.Combine(BuiltProduct.Checkout.Artifacts, "newer", "packages");

    /// <summary>Builds it, the first time.</summary>
    public static async Task<BuiltProduct> MakeAsync()
    {
        var packages = await MakePackagesAsync();
        await Once.WaitAsync();
        try
        {
            return made ??= await BuildAsync(packages);
        }
        finally
        {
            Once.Release();
        }
    }

    /// <summary>The driver packages alone.</summary>
    /// <returns>The folder with <c>&lt;name&gt;/x64</c>.</returns>
    public static async Task<string> MakePackagesAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Stand-ins for drivers are not to be installed on a real machine.");
        await Once.WaitAsync();
        try
        {
            using var signer = SamplePackages.Signer("Stand-in");
            foreach (var driver in DriverFacts.Sample)
            {
                await MakePackageAsync(driver.Name, signer);
            }

            return Packages;
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task MakePackageAsync(string driver, CatalogSigner signer)
    {
        var source = Path.Combine(BuiltProduct.Samples, driver, "x64", driver + ".inf");
        var inf = Path.Combine(Packages, driver, "x64", driver + ".inf");
        var text = (await File.ReadAllTextAsync(source)).Replace("9.1.0.1", Version, StringComparison.Ordinal).Replace("9_1_0_1", "9_2_0_1", StringComparison.Ordinal);

        // A package that is there stays, with its certificate, so that the build has nothing to do the next time.
        if (!File.Exists(Path.ChangeExtension(inf, ".cat")) || await File.ReadAllTextAsync(inf) != text)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(inf)!);
            await File.WriteAllTextAsync(inf, text);
            await SamplePackages.CompleteAsync(BuiltProduct.Checkout, inf, "Stand-in", signer, TestContext.Current.CancellationToken);
        }
    }

    private static async Task<BuiltProduct> BuildAsync(string packages)
    {
        var checkout = BuiltProduct.Checkout;
        var output = Path.Combine(checkout.Artifacts, "newer", "out");
        await (new Tool("bash") { TimeLimit = TimeSpan.FromMinutes(15) }).RunAsync([Path.Combine(checkout.Root, "build.sh"), "--drivers", packages, "--allow-test-signing", "--out", output]);
        return new(output, DriverFacts.Sample);
    }
}
