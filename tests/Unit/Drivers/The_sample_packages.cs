using XenGuestTools.Build.Drivers;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Drivers;

public sealed class The_sample_packages(BuiltSamples samples) : IClassFixture<BuiltSamples>
{
    [Fact]
    public async Task Are_proven_by_the_real_proof_and_stored_from_an_ISO_with_test_signing_allowed()
    {
        using Checkout checkout = new() { Proof = PackageSetProof.Run };
        await Archives.IsoAsync(checkout.Source("samples.iso"), samples.Folder);

        Assert.Equal(0, await checkout.Commands(allowTestSigning: true).AddAsync([checkout.Source("samples.iso")], [], allowOlder: false, TestContext.Current.CancellationToken));
        Assert.Equal(samples.List.Sample.Version, DriverList.Read(checkout.Here).Packages.Select(p => p.Version).Distinct().Single());

        var page = checkout.Source("page.html");
        Assert.Equal(0, checkout.Commands(allowTestSigning: true).Verify(page, json: false, allowOlder: false));
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        Assert.Contains("They may be packaged, for tests only.", text, StringComparison.Ordinal);
        Assert.Contains("there is no test mode with Secure Boot", text, StringComparison.Ordinal);
        Assert.Equal(2, checkout.Commands().Verify(null, json: false, allowOlder: false));
    }
}
