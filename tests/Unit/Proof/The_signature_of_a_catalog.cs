using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CsCheck;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

public sealed class The_signature_of_a_catalog
{
    private static readonly Authority Microsoft = Authority.CreateRoot("Microsoft Root Certificate Authority 2010");
    private static readonly Authority Publisher = Microsoft.CreateIntermediate("Microsoft Windows Third Party Component CA 2014");
    private static readonly Authority Public = Authority.CreateRoot("Public Root");
    private static readonly TrustAnchors Anchors = new(Microsoft.Root, Public.Root);

    [Theory]
    [InlineData(SignatureKind.Whql, CatalogOids.DriverVerification)]
    [InlineData(SignatureKind.Whql, CatalogOids.SystemComponent)]
    [InlineData(SignatureKind.Attested, CatalogOids.AttestedVerification)]
    [InlineData(SignatureKind.Vendor, "1.3.6.1.4.1.311.61.6.1")]
    public void Below_a_root_of_Microsoft_is_of_the_kind_that_its_purpose_says(SignatureKind kind, string purpose)
    {
        var check = Check(Signed.By(Publisher, Authority.End, CatalogOids.CodeSigning, purpose));

        Assert.Equal(new PackageSignature(kind, "Publisher", "Microsoft Windows Third Party Component CA 2014", null), check.Signature);
        Assert.Equal(SignatureFault.None, check.Fault);
    }

    [Fact]
    public void For_tested_and_attested_drivers_is_an_attested_one() =>
        Assert.Equal(SignatureKind.Attested, Check(Signed.By(Publisher, Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification, CatalogOids.AttestedVerification)).Signature.Kind);

    [Fact]
    public void Below_the_root_of_a_public_authority_is_a_vendors_whatever_purpose_it_names() =>
        Assert.Equal(SignatureKind.Vendor, Check(Signed.By(Public, Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification)).Signature.Kind);

    [Fact]
    public void Below_any_other_root_is_for_tests() =>
        Assert.Equal(SignatureKind.Test, Check(Signed.By(Authority.CreateRoot("Microsoft Testing Root Certificate Authority 2010"), Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification)).Signature.Kind);

    [Fact]
    public void By_a_certificate_that_is_not_for_code_is_for_tests() =>
        Assert.Equal(SignatureKind.Test, Check(Signed.By(Publisher, Authority.End, CatalogOids.DriverVerification)).Signature.Kind);

    [Fact]
    public void By_its_own_issuer_is_self_signed() =>
        Assert.Equal(new PackageSignature(SignatureKind.SelfSigned, "Nobody", "Nobody", null), Check(Signed.BySelf).Signature);

    [Fact]
    public void By_a_certificate_whose_issuer_may_not_issue_any_is_for_tests()
    {
        using var vendor = Publisher.Issue("Vendor", Authority.End, CatalogOids.CodeSigning);
        using var forged = Issue(vendor, "Microsoft Windows Hardware Compatibility Publisher");

        Assert.Equal(SignatureKind.Test, Check(Signed.By(forged, [.. Publisher.Chain, vendor])).Signature.Kind);
    }

    [Fact]
    public void With_all_names_and_purposes_of_Microsoft_below_a_root_that_is_not_Microsofts_is_for_tests()
    {
        using var publisher = Publisher.Issue("Microsoft Windows Hardware Compatibility Publisher", Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification);
        var catalog = Signed.By(publisher, [.. Publisher.Chain, .. Microsoft.Root]);

        Assert.Equal(SignatureKind.Whql, Check(catalog).Signature.Kind); // all that is missing is the right root
        Assert.Equal(SignatureKind.Test, CatalogSignature.Check(SecurityCatalog.Read(catalog), TrustAnchors.Pinned, Signed.Now).Signature.Kind);
    }

    [Fact]
    public void Of_a_certificate_that_is_not_valid_any_more_is_out_of_time() =>
        Assert.Equal(SignatureFault.OutOfTime, Check(Signed.By(Publisher, Signed.Now.AddDays(-1), CatalogOids.CodeSigning)).Fault);

    [Fact]
    public void Does_not_fit_a_content_of_which_one_bit_was_changed()
    {
        var catalog = Signed.By(Publisher, Authority.End, CatalogOids.CodeSigning, CatalogOids.DriverVerification);
        var content = Signed.Content.Encode();
        var start = catalog.AsSpan().IndexOf(content);
        Gen.Select(Gen.Int[start + 4, start + content.Length - 1], Gen.Int[0, 7]).Sample(
            (position, bit) => Outcome(Damage.Flip(catalog, position, bit)) is null or { Fault: SignatureFault.Invalid, Signature.Kind: SignatureKind.None }, iter: 500);
    }

    private static CatalogSignature? Outcome(byte[] catalog)
    {
        try
        {
            return Check(catalog);
        }
        catch (CatalogException)
        {
            return null;
        }
    }

    private static CatalogSignature Check(byte[] catalog) => CatalogSignature.Check(SecurityCatalog.Read(catalog), Anchors, Signed.Now);

    private static X509Certificate2 Issue(X509Certificate2 issuer, string name)
    {
        using var key = RSA.Create(2048);
        CertificateRequest request = new($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(CatalogOids.CodeSigning), new(CatalogOids.DriverVerification)], critical: false));
        using var issuerKey = issuer.GetRSAPrivateKey()!;
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForRSA(issuerKey, RSASignaturePadding.Pkcs1), Authority.Start, Authority.End, [3, 1]).CopyWithPrivateKey(key);
    }
}
