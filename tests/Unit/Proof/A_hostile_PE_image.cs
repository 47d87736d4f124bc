using System.Buffers.Binary;
using System.Security.Cryptography;
using CsCheck;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Proof;

public sealed class A_hostile_PE_image
{
    private const int Optional = TinyImage.Checksum - 64;

    public static TheoryData<string, int, uint> Lies => new()
    {
        { "certificates before the end of the file", TinyImage.CertificateEntry, 0x300 },
        { "certificates behind the end of the file", TinyImage.CertificateEntry, 0x10000 },
        { "certificates whose place and size overflow", TinyImage.CertificateEntry, uint.MaxValue },
        { "certificates in the headers", TinyImage.CertificateEntry, 8 },
        { "an optional header that ends before the checksum", Optional - 4, 40 },
        { "an optional header that ends behind the file", Optional - 4, 0xFFFF },
        { "an optional header of an unknown kind", Optional, 0x107 },
    };

    [Theory]
    [MemberData(nameof(Lies))]
    public void With_a_lie_about_where_things_are_has_no_hash(string lie, int offset, uint value)
    {
        var image = TinyImage.Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(TinyImage.CertificateEntry + 4), offset == TinyImage.CertificateEntry ? 0x400u : 0);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value);

        Assert.False(Hashes(image), lie);
    }

    [Fact]
    public void That_points_to_no_PE_header_is_a_plain_file()
    {
        var image = TinyImage.Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(0x3C), uint.MaxValue);

        Assert.Equal(SHA256.HashData(image), AuthenticodeHash.Compute(image, HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Of_which_anything_was_changed_has_a_hash_or_gives_a_sentence_and_nothing_else() => Damage.Of(TinyImage.Bytes()).Sample(image => { _ = Hashes(image); }, iter: 20_000);

    [Fact]
    public void Of_which_the_headers_were_changed_has_a_hash_or_gives_a_sentence_and_nothing_else() => Gen.Select(Gen.Int[0, TinyImage.Content - 5], Gen.UInt).Array[1, 4].Sample(
        changes =>
        {
            var image = TinyImage.Bytes();
            foreach (var (offset, value) in changes)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value);
            }

            _ = Hashes(image);
        },
        iter: 20_000);

    private static bool Hashes(byte[] image)
    {
        try
        {
            return AuthenticodeHash.Compute(image, HashAlgorithmName.SHA256).Length == 32;
        }
        catch (CatalogException)
        {
            return false;
        }
    }
}
