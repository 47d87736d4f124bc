using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

public sealed class What_Windows_does_with_a_signature
{
    [Fact]
    public void Is_said_in_whole_sentences_for_every_kind() => Assert.All(Enum.GetValues<SignatureKind>(), kind =>
        Assert.All([SignatureVerdict.WithSecureBoot(kind), SignatureVerdict.WithoutSecureBoot(kind)], text =>
        {
            Assert.StartsWith("Windows ", text, StringComparison.Ordinal);
            Assert.EndsWith(".", text, StringComparison.Ordinal);
        }));

    [Fact]
    public void Depends_on_Secure_Boot_for_vendors_and_tests_only() => Assert.All(Enum.GetValues<SignatureKind>(), kind =>
        Assert.Equal(
            kind is SignatureKind.Vendor or SignatureKind.Test or SignatureKind.SelfSigned,
            SignatureVerdict.WithSecureBoot(kind) != SignatureVerdict.WithoutSecureBoot(kind)));
}
