using System.Buffers.Binary;
using System.Text;

namespace XenGuestTools.Tests.Offline;

/// <summary>A small driver image that imports from modules: headers, and one section at address 0x1000 with a descriptor of 20 bytes for each module, an empty one, and their names.</summary>
internal static class ImportingImage
{
    /// <summary>PE32+.</summary>
    public const int Magic64 = 0x20B;

    private const int Signature = 0x40;
    private const int Optional = Signature + 24;
    private const int Section = 0x200;

    public static byte[] Make(int magic, params string[] modules)
    {
        var size = magic == Magic64 ? 240 : 224; // of the optional header
        var image = new byte[0x400];
        "MZ"u8.CopyTo(image);
        Put(0x3C, Signature);
        "PE"u8.CopyTo(image.AsSpan(Signature));
        Put(Signature + 4, 0x8664 | (1 << 16));
        Put(Signature + 20, size);
        Put(Optional, magic);
        Put(Optional + (magic == Magic64 ? 112 : 96) + 8, 0x1000);
        Put(Optional + size + 8, 0x200);
        Put(Optional + size + 12, 0x1000);
        Put(Optional + size + 16, 0x200);
        Put(Optional + size + 20, Section);
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
