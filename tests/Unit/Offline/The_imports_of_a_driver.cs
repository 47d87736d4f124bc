using System.Buffers.Binary;
using System.Text;
using CsCheck;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Tests.Offline;

public sealed class The_imports_of_a_driver
{
    private static readonly byte[] Image = ImportingImage.Make(ImportingImage.Magic64, "ntoskrnl.exe", "xen.sys");

    [Theory]
    [InlineData(ImportingImage.Magic64)]
    [InlineData(0x10B)]
    public void Are_the_modules_that_it_names(int magic) => Assert.Equal(["ntoskrnl.exe", "xen.sys"], PeImports.Of(ImportingImage.Make(magic, "ntoskrnl.exe", "xen.sys")));

    [Fact]
    public void Are_none_of_what_is_no_image() => Assert.All<byte[]>([[], [0x4D, 0x5A], Encoding.ASCII.GetBytes("WINE REGISTRY"), new byte[0x400], ImportingImage.Make(ImportingImage.Magic64)], bytes => Assert.Empty(PeImports.Of(bytes)));

    [Fact]
    public void Of_a_damaged_image_are_some_or_none() => Gen.Select(Gen.Int[0, Image.Length - 4], Gen.UInt, Gen.Int[0, Image.Length]).Sample((offset, number, length) =>
    {
        var damaged = Image.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(offset), number);

        Assert.InRange(PeImports.Of(damaged[..length]).Length, 0, 256);
    });
}
