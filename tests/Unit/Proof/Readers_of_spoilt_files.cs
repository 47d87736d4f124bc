using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Fuzz;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Proof;

/// <summary>A short slice of './build.sh fuzz'.</summary>
public sealed class Readers_of_spoilt_files(BuiltSamples samples) : IClassFixture<BuiltSamples>
{
    [Theory]
    [InlineData("inf")]
    [InlineData("pe")]
    [InlineData("cat")]
    [InlineData("zip")]
    [InlineData("tar.gz")]
    public void Make_only_errors_of_their_own(string reader)
    {
        var target = FuzzTargets.Of(PackageContent.ReadAll(samples.Folder, samples.List)).First(t => t.Name == reader);

        Assert.NotEqual(0, FuzzRun.Run(target, seconds: 1).Inputs);
    }
}
