using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Drivers;

public sealed class The_driver_packages_of_a_build : IDisposable
{
    private readonly Checkout checkout = new();

    [Theory]
    [InlineData("x64")]
    [InlineData("")]
    public void Are_read_in_either_layout(string architecture)
    {
        SomePackages.Write(checkout.Source("all"), SomePackages.Files(architecture));
        checkout.Drivers = checkout.Source("all");

        Assert.Equal("", Choose(allowTestSigning: false).Mark);
    }

    [Fact]
    public void Without_a_mark_have_a_signature_that_Windows_takes()
    {
        Use(SignatureKind.Attested);
        Assert.Equal("", Choose(allowTestSigning: true).Mark);
    }

    [Theory]
    [InlineData(SignatureKind.Test)]
    [InlineData(SignatureKind.SelfSigned)]
    [InlineData(SignatureKind.None)]
    public void Say_TEST_SIGNED_when_that_is_what_they_are(SignatureKind kind)
    {
        Use(kind);
        var input = Choose(allowTestSigning: true);

        Assert.True(input.IsTestSigned);
        Assert.Equal(["-p:XgtSample=false", "-p:XgtMark=TEST-SIGNED"], input.ProjectProperties);
    }

    [Fact]
    public void That_are_samples_say_SAMPLE_and_need_no_option()
    {
        ProofOptions? seen = null;
        SomePackages.Write(checkout.Here.DriverStore, SomePackages.Files(provider: DriverList.Read(checkout.Here).Sample.Provider));
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, seen = options);

        Assert.Equal("SAMPLE", Choose(allowTestSigning: false).Mark);
        Assert.True(seen!.AllowTestSigning);
        Assert.Equal("SAMPLE", Choose(allowTestSigning: true).Mark);
    }

    [Fact]
    public void Are_refused_when_the_proof_has_an_error()
    {
        SomePackages.Write(checkout.Here.DriverStore, SomePackages.Files());
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, options) with { Findings = [new("XGD2031", Severity.Error, "xenbus", "xenbus.sys", 0, "It is truncated.", "Take another.")] };

        Assert.Contains("It is truncated.", Assert.Throws<BuildException>(() => Choose(allowTestSigning: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keep_the_warnings_of_the_proof()
    {
        SomePackages.Write(checkout.Here.DriverStore, SomePackages.Files());
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, options) with { Findings = [new("XGD2031", Severity.Warning, "xenbus", "", 0, "It is old.", "Take another.")] };

        Assert.Equal("XGD2031", Assert.Single(Choose(allowTestSigning: false).Findings).Code);
    }

    public void Dispose() => checkout.Dispose();

    private DriverInput Choose(bool allowTestSigning) =>
        DriverInput.Choose(checkout.Here, new Options(checkout.Drivers, checkout.Here.Out, allowTestSigning), DriverList.Read(checkout.Here), checkout.Proof);

    private void Use(SignatureKind kind)
    {
        SomePackages.Write(checkout.Here.DriverStore, SomePackages.Files());
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, options) is var report ? report with { Packages = [.. report.Packages.Select(p => p with { Signature = new(kind, "", "", null) })] } : report;
    }
}
