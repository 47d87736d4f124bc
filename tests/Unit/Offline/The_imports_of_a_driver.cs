using System.Buffers.Binary;
using System.Text;
using CsCheck;
using XenGuestTools.Core.Offline;

namespace XenGuestTools.Tests.Offline;

public sealed class The_imports_of_a_driver
{
    private static readonly byte[] Image = Make(0x20B, "ntoskrnl.exe", "xen.sys");

    [Theory]
    [InlineData(0x20B)]
    [InlineData(0x10B)]
    public void Are_the_modules_that_it_names(int magic) => Assert.Equal(["ntoskrnl.exe", "xen.sys"], PeImports.Of(Make(magic, "ntoskrnl.exe", "xen.sys")));

    [Fact]
    public void Are_none_of_what_is_no_image() => Assert.All<byte[]>([[], [0x4D, 0x5A], Encoding.ASCII.GetBytes("WINE REGISTRY"), new byte[0x400], Make(0x20B)], bytes => Assert.Empty(PeImports.Of(bytes)));

    [Fact]
    public void Of_a_damaged_image_are_some_or_none() => Gen.Select(Gen.Int[0, Image.Length - 4], Gen.UInt, Gen.Int[0, Image.Length]).Sample((offset, number, length) =>
    {
        var damaged = Image.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(damaged.AsSpan(offset), number);

        Assert.InRange(PeImports.Of(damaged.AsSpan(0, length)).Length, 0, 256);
    });

    /// <summary>One section at address 0x1000 with a descriptor of 20 bytes for each module, an empty one, and their names.</summary>
    private static byte[] Make(int magic, params string[] modules)
    {
        const int Signature = 0x40;
        const int Optional = Signature + 24;
        const int Section = 0x200;
        var image = new byte[0x400];
        "MZ"u8.CopyTo(image);
        Put(0x3C, Signature);
        "PE"u8.CopyTo(image.AsSpan(Signature));
        Put(Signature + 4, 0x8664 | (1 << 16));
        Put(Signature + 20, 240);
        Put(Optional, magic);
        Put(Optional + (magic == 0x20B ? 112 : 96) + 8, 0x1000);
        Put(Optional + 240 + 12, 0x1000);
        Put(Optional + 240 + 16, 0x200);
        Put(Optional + 240 + 20, Section);
        for (var i = 0; i < modules.Length; i++)
        {
            var name = 0x100 + (i * 0x20);
            Put(Section + (i * 20) + 12, 0x1000 + name);
            Encoding.ASCII.GetBytes(modules[i]).CopyTo(image.AsSpan(Section + name));
        }

        return image;

        void Put(int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(image.AsSpan(offset), value);
    }
}
