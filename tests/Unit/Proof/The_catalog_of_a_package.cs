using System.Security.Cryptography;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Proof;

public sealed class The_catalog_of_a_package
{
    private static readonly Authority Microsoft = Authority.CreateRoot("Root");
    private static readonly Authority Public = Authority.CreateRoot("Public Root");
    private static readonly TrustAnchors Anchors = new(Microsoft.Root, Public.Root);
    private static readonly byte[] Tested = Signed.By(Microsoft, Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification);

    [Fact]
    public void That_covers_all_files_and_is_signed_for_drivers_has_no_finding()
    {
        var proven = Check(Signed.Package(Tested));

        Assert.Empty(proven.Findings);
        Assert.Equal(SignatureKind.Whql, proven.Signature.Kind);
    }

    [Fact]
    public void Has_to_be_there()
    {
        var package = Signed.Package(Tested);

        Assert.Equal(["XGD2060 Error xenbus.cat"], Findings(package with { Files = package.Files.Remove("xenbus.cat") }));
    }

    [Fact]
    public void That_is_damaged_is_an_error() => Assert.Equal(["XGD2061 Error xenbus.cat"], Findings(Signed.Package(Tested[..^1])));

    [Fact]
    public void That_is_not_signed_is_an_error_but_in_a_build_for_tests()
    {
        var package = Signed.Package(TrustList.Message(writer => writer.WriteEncodedValue(Signed.Content.Encode())));

        Assert.Equal(["XGD2062 Error xenbus.cat"], Findings(package));
        Assert.Equal(["XGD2062 Warning xenbus.cat"], Findings(package, forTests: true));
    }

    [Fact]
    public void That_was_changed_after_it_was_signed_is_an_error_even_in_a_build_for_tests()
    {
        var position = Tested.AsSpan().IndexOf(Signed.Content.Members[0].Sha1.AsSpan());

        Assert.Contains("XGD2063 Error xenbus.cat", Findings(Signed.Package(Damage.Flip(Tested, position, 0)), forTests: true));
    }

    [Fact]
    public void With_the_time_stamp_of_another_signature_is_an_error() =>
        Assert.Equal(["XGD2064 Error xenbus.cat"], Findings(Signed.Package(Stamps.Moved(Stamps.Token(Signed.BySelf, Microsoft, Signed.Now), Tested))));

    [Fact]
    public void Of_a_signer_whose_time_is_over_is_an_error() =>
        Assert.Equal(["XGD2065 Error xenbus.cat"], Findings(Signed.Package(Signed.By(Microsoft, Signed.Now.AddDays(-1), CatalogOids.CodeSigning, CatalogOids.DriverVerification))));

    [Fact]
    public void With_the_time_stamp_of_an_unknown_authority_is_a_warning() =>
        Assert.Equal(["XGD2066 Warning xenbus.cat"], Findings(Signed.Package(Stamps.Token(Tested, Authority.CreateRoot("Other"), Signed.Now))));

    [Fact]
    public void That_is_signed_for_tests_is_an_error_but_in_a_build_for_tests()
    {
        var package = Signed.Package(Signed.BySelf);

        Assert.Equal(["XGD2067 Error xenbus.cat"], Findings(package));
        Assert.Equal(["XGD2067 Warning xenbus.cat"], Findings(package, forTests: true));
    }

    [Fact]
    public void That_a_vendor_signed_is_a_warning() => Assert.Equal(["XGD2068 Warning xenbus.cat"], Findings(Signed.Package(Signed.By(Public, Authority.End, CatalogOids.CodeSigning))));

    [Fact]
    public void That_does_not_have_a_file_is_an_error_with_its_name_and_both_hashes()
    {
        var changed = Damage.Flip(TinyImage.Bytes(), TinyImage.Content, 0);
        var finding = Assert.Single(Check(Signed.Package(Tested, changed)).Findings);

        Assert.Equal("XGD2069 Error xenbus.sys", Text(finding));
        Assert.Contains("SHA-256 " + Convert.ToHexStringLower(AuthenticodeHash.Compute(changed, HashAlgorithmName.SHA256)), finding.Message, StringComparison.Ordinal);
        Assert.Contains("SHA-1 " + Convert.ToHexStringLower(AuthenticodeHash.Compute(changed, HashAlgorithmName.SHA1)), finding.Message, StringComparison.Ordinal);
        Assert.Contains("another file of that name", finding.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_image_that_ends_in_its_headers_is_an_error() =>
        Assert.Equal(["XGD2070 Error xenbus.sys"], Findings(Signed.Package(Tested, TinyImage.Bytes()[..0x60])));

    private static ProvenCatalog Check(PackageFiles package, bool forTests = false) =>
        CatalogProof.Check(package, Signed.Meaning, ProofOptions.Strict with { AllowTestSigning = forTests }, Anchors, Signed.Now);

    private static IEnumerable<string> Findings(PackageFiles package, bool forTests = false) => Check(package, forTests).Findings.Select(Text);

    private static string Text(ProofFinding finding)
    {
        Assert.Equal(("xenbus", 0), (finding.Package, finding.Line));
        Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", finding.Remedy, StringComparison.Ordinal);
        return $"{finding.Code} {finding.Severity} {finding.File}";
    }
}
