using System.Buffers.Binary;
using System.Collections.Immutable;
using CsCheck;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>Drivers, programs and libraries with one fault each.</summary>
public sealed class An_image_of_a_package
{
    private static readonly DriverInf Inf = InfProof.Check(ProofSamples.Package("xenvif"), ProofOptions.Strict).Inf!;

    [Fact]
    public void That_is_as_the_INF_says_has_no_finding() => Assert.Empty(Check("xenvif.sys", _ => { }));

    [Theory]
    [InlineData("xenvif.sys", 0, 0u, "XGD2030")]
    [InlineData("xenvif.sys", 0, 0x00008664u, "XGD2030")] // an object file has no header of an image
    [InlineData("xenvif.sys", TinyDriver.SectionSize, 0x201u, "XGD2031")]
    [InlineData("xenvif.sys", TinyDriver.SectionSize, 0xFFFFFF00u, "XGD2031")]
    [InlineData("xenvif.sys", TinyDriver.CertificateEntry + 4, 0x401u, "XGD2031")]
    [InlineData("xenvif.sys", TinyDriver.Machine, 0x0001014Cu, "XGD2032")]
    [InlineData("xenagent.exe", TinyDriver.Machine, 0x0001AA64u, "XGD2032")]
    [InlineData("xenvif.sys", TinyDriver.Subsystem, 3u, "XGD2033")]
    [InlineData("xenvif.sys", TinyDriver.ResourceEntry + 4, 0u, "XGD2034")]
    [InlineData("xenvif.sys", TinyDriver.ResourceEntry, 0x7FFFFFFFu, "XGD2034")]
    [InlineData("xenvif.sys", TinyDriver.FixedInfo, 0u, "XGD2034")]
    [InlineData("xenvif.sys", TinyDriver.FixedInfo + 8, 0x00090002u, "XGD2035")]
    [InlineData("xenvif.sys", TinyDriver.Checksum, 1u, "XGD2036")]
    public void Has_a_finding_for_its_fault(string name, int offset, uint value, string code) =>
        Assert.Equal(code, Assert.Single(Check(name, image => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value))).Code);

    [Theory]
    [InlineData("xenagent.exe", TinyDriver.Subsystem, 2u)]
    [InlineData("xenagent.dll", TinyDriver.Checksum, 1u)]
    [InlineData("readme.txt", 0, 0u)]
    public void That_is_no_driver_may_be_what_a_driver_may_not(string name, int offset, uint value) =>
        Assert.Empty(Check(name, image => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value)));

    [Theory]
    [InlineData("xenvif.sys", Severity.Error)]
    [InlineData("xenagent.exe", Severity.Warning)]
    public void Of_another_version_is_an_error_for_a_driver_and_a_warning_for_a_program(string name, Severity severity) =>
        Assert.Equal(severity, Assert.Single(Check(name, image => image[TinyDriver.FixedInfo + 12] = 7)).Severity);

    [Fact]
    public void Whose_checksum_is_right_has_no_finding_and_one_flipped_bit_is_found() => Gen.Select(Gen.Int[0x200, 0x3FF], Gen.Int[0, 7]).Sample((offset, bit) =>
    {
        var image = TinyDriver.Bytes(ProofSamples.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(TinyDriver.Checksum), SlowChecksum(image));
        Assert.Empty(Check(image));

        image[offset] ^= (byte)(1 << bit);

        Assert.Contains(Check(image), f => f.Code == "XGD2036");
    }, iter: 200);

    [Fact]
    public void Of_any_bytes_gives_findings_only() => Gen.Select(Gen.Int[0, 0x3FF], Gen.OneOf(Gen.Byte, Gen.OneOf<byte>(0, 0x7F, 0x80, 0xFF))).Array[1, 12].Select(Gen.Int[0, 0x400]).Sample((changes, length) =>
    {
        var image = TinyDriver.Bytes(ProofSamples.Version);
        foreach (var (offset, value) in changes)
        {
            image[offset] = value;
        }

        Check(image);
        Check(image[..length]);
    }, iter: 20_000);

    /// <summary>As the definition says: 16 bits at a time, each carry added at once.</summary>
    private static uint SlowChecksum(byte[] image)
    {
        uint sum = 0;
        for (var i = 0; i < image.Length; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(i));
            sum = (sum & 0xFFFF) + (sum >> 16);
        }

        return sum + (uint)image.Length;
    }

    private static ImmutableArray<ProofFinding> Check(byte[] image) => PeProof.Check(new PackageFiles("xenvif", [new("xenvif.sys", image)]), Inf);

    private static ImmutableArray<ProofFinding> Check(string name, Action<byte[]> change)
    {
        var image = TinyDriver.Bytes(ProofSamples.Version);
        change(image);
        return PeProof.Check(new PackageFiles("xenvif", [new(name, image)]), Inf);
    }
}
