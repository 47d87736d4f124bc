using XenGuestTools.Build;
using XenGuestTools.Build.Samples;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>The sample packages once more, as version 9.2.0.1: what the others are upgraded to.</summary>
public static class NewerSample
{
    public const string Version = "9.2.0.1";
    private static readonly SemaphoreSlim Once = new(1);
    private static BuiltProduct? made;

    /// <summary>Builds it, the first time.</summary>
    public static async Task<BuiltProduct> MakeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Stand-ins for drivers are not to be installed on a real machine.");
        await Once.WaitAsync();
        try
        {
            return made ??= await BuildAsync();
        }
        finally
        {
            Once.Release();
        }
    }

    private static async Task<BuiltProduct> BuildAsync()
    {
        var checkout = BuiltProduct.Checkout;
        var (packages, output) = (Path.Combine(checkout.Artifacts, "newer", "packages"), Path.Combine(checkout.Artifacts, "newer", "out"));
        using var signer = SamplePackages.Signer("Stand-in");
        foreach (var driver in DriverFacts.Sample)
        {
            var source = Path.Combine(checkout.Artifacts, "samples", driver.Name, "x64", driver.Name + ".inf");
            var inf = Path.Combine(packages, driver.Name, "x64", driver.Name + ".inf");
            var text = (await File.ReadAllTextAsync(source)).Replace("9.1.0.1", Version, StringComparison.Ordinal).Replace("9_1_0_1", "9_2_0_1", StringComparison.Ordinal);

            // A package that is there stays, with its certificate, so that the build has nothing to do the next time.
            if (!File.Exists(Path.ChangeExtension(inf, ".cat")) || await File.ReadAllTextAsync(inf) != text)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(inf)!);
                await File.WriteAllTextAsync(inf, text);
                await SamplePackages.CompleteAsync(checkout, inf, "Stand-in", signer, TestContext.Current.CancellationToken);
            }
        }

        await (new Tool("bash") { TimeLimit = TimeSpan.FromMinutes(15) }).RunAsync([Path.Combine(checkout.Root, "build.sh"), "--drivers", packages, "--allow-test-signing", "--out", output]);
        return new(output, DriverFacts.Sample);
    }
}
