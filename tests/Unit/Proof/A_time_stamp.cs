using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>On a signature whose certificate has ended: only a time stamp keeps it valid.</summary>
public sealed class A_time_stamp
{
    private static readonly DateTimeOffset Then = Signed.Now.AddYears(-2);
    private static readonly DateTimeOffset Ended = Signed.Now.AddYears(-1);
    private static readonly Authority Unknown = Authority.CreateRoot("Unknown");
    private static readonly Authority Root = Authority.CreateRoot("Known");
    private static readonly TrustAnchors Anchors = new(Root.Root, []);
    private static readonly byte[] Catalog = Signed.By(Root, Ended, CatalogOids.CodeSigning);

    public static TheoryData<bool> Forms => [true, false];

    [Theory]
    [MemberData(nameof(Forms))]
    public void From_when_the_certificate_was_valid_keeps_the_signature(bool token)
    {
        var check = Check(Stamp(token, Root, Then));

        Assert.Equal(SignatureFault.None, check.Fault);
        Assert.Equal(Then, check.Signature.TimeStamp);
        Assert.Equal(SignatureFault.OutOfTime, Check(Catalog).Fault);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void From_after_the_end_of_the_certificate_does_not(bool token) => Assert.Equal(SignatureFault.OutOfTime, Check(Stamp(token, Root, Ended.AddDays(1))).Fault);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Of_an_unknown_authority_does_not_count(bool token)
    {
        var check = Check(Stamp(token, Unknown, Then));

        Assert.Equal(SignatureFault.OutOfTime, check.Fault);
        Assert.Null(check.Signature.TimeStamp);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(9999)]
    public void From_a_year_that_no_clock_shows_does_not_count(int year) =>
        Assert.Equal(SignatureFault.OutOfTime, Check(Stamp(token: true, Root, new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero))).Fault);

    [Fact]
    public void Of_an_unknown_authority_is_said_where_the_certificate_is_still_valid() =>
        Assert.Equal(SignatureFault.UnknownTimeStamp, CatalogSignature.Check(SecurityCatalog.Read(Stamp(token: true, Unknown, Then)), Anchors, Then).Fault);

    [Theory]
    [MemberData(nameof(Forms))]
    public void Of_another_signature_is_wrong(bool token)
    {
        var stamped = Stamp(token, Root, Then);

        Assert.Equal(SignatureFault.WrongTimeStamp, Check(Stamps.Moved(stamped, Signed.BySelf)).Fault);
    }

    [Fact]
    public void Does_not_make_the_signature_outlive_a_certificate_for_lifetime_signing()
    {
        var catalog = Signed.By(Root, Ended, CatalogOids.CodeSigning, CatalogOids.LifetimeSigning);

        Assert.Equal(SignatureFault.OutOfTime, Check(Stamps.Token(catalog, Root, Then)).Fault);
    }

    private static byte[] Stamp(bool token, Authority authority, DateTimeOffset time) =>
        token ? Stamps.Token(Catalog, authority, time) : Stamps.CounterSignature(Catalog, authority, time);

    private static CatalogSignature Check(byte[] catalog) => CatalogSignature.Check(SecurityCatalog.Read(catalog), Anchors, Signed.Now);
}
