using System.Security.Cryptography;
using CsCheck;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Proof;

public sealed class The_Authenticode_hash_of_a_PE_image
{
    // Of TinyImage.Bytes; the same as osslsigncode 2.9 calculates ("Calculated message digest").
    private const string KnownSha256 = "A1C314CA2E75FD990F6CF22763FC099C81B12DA4D6714DD45399B59C72C34922";
    private const string KnownSha1 = "C6390BB675B1C0A9C91041854C07C44FE14C0DE3";

    [Fact]
    public void Is_the_one_that_other_tools_calculate()
    {
        Assert.Equal(KnownSha256, Hash(TinyImage.Bytes()));
        Assert.Equal(KnownSha1, Convert.ToHexString(AuthenticodeHash.Compute(TinyImage.Bytes(), HashAlgorithmName.SHA1)));
    }

    [Fact]
    public void Stays_when_the_image_gets_a_checksum_and_a_signature()
    {
        var image = TinyImage.Bytes();
        byte[] signature = [1, 2, 3, 4, 5, 6, 7, 8];
        byte[] signed = [.. image, .. signature];
        BitConverter.GetBytes(0x12345678).CopyTo(signed, TinyImage.Checksum);
        BitConverter.GetBytes(image.Length).CopyTo(signed, TinyImage.CertificateEntry);
        BitConverter.GetBytes(signature.Length).CopyTo(signed, TinyImage.CertificateEntry + 4);

        Assert.Equal(Hash(image), Hash(signed));
    }

    [Fact]
    public void Changes_with_every_byte_that_signing_does_not_touch() => Gen.Int[0, TinyImage.Bytes().Length - 1]
        .Where(i => i is not (>= TinyImage.Checksum and < TinyImage.Checksum + 4) and not (>= TinyImage.CertificateEntry and < TinyImage.CertificateEntry + 8))
        .Where(i => i is not (>= 0 and < TinyImage.Content)) // a change of the headers may make it another kind of file
        .Sample(i =>
        {
            var changed = TinyImage.Bytes();
            changed[i] ^= 1;
            return Hash(changed) != KnownSha256;
        });

    [Fact]
    public void Counts_an_image_of_any_length_as_filled_up_to_a_multiple_of_8()
    {
        byte[] odd = [.. TinyImage.Bytes(), 7, 7, 7];

        Assert.Equal(Hash([.. odd, 0, 0, 0, 0, 0]), Hash(odd));
    }

    [Fact]
    public void Is_the_plain_hash_for_any_other_file() => Gen.Byte.Array[0, 300].Sample(content =>
        content is [0x4D, 0x5A, ..] || Hash(content) == Convert.ToHexString(SHA256.HashData(content)));

    private static string Hash(byte[] file) => Convert.ToHexString(AuthenticodeHash.Compute(file, HashAlgorithmName.SHA256));
}
