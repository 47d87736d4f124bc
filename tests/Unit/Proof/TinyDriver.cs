using System.Buffers.Binary;

namespace XenGuestTools.Tests.Proof;

/// <summary>A small x64 driver image: headers, and one section that holds a version resource.</summary>
internal static class TinyDriver
{
    public const int Machine = Signature + 4;
    public const int Checksum = Optional + 64;
    public const int Subsystem = Optional + 68;
    public const int CertificateEntry = Optional + 112 + (4 * 8);
    public const int ResourceEntry = Optional + 112 + (2 * 8);
    public const int SectionSize = Optional + 240 + 16;
    public const int FixedInfo = Resources + 0x58 + 40;

    private const int Signature = 0x40;
    private const int Optional = Signature + 24;
    private const int Resources = 0x200;
    private const int Address = 0x1000;

    public static byte[] Bytes(Version version)
    {
        var image = new byte[0x400];
        "MZ"u8.CopyTo(image);
        Put(0x3C, Signature);
        "PE"u8.CopyTo(image.AsSpan(Signature));
        Put(Machine, 0x8664 | (1 << 16)); // and one section
        Put(Signature + 20, 240 | (0x22 << 16)); // size of the optional header; executable, large addresses
        Put(Optional, 0x20B);
        Put(Optional + 32, 0x1000); // section alignment
        Put(Optional + 36, 0x200); // file alignment
        Put(Optional + 56, 0x2000); // size of image
        Put(Optional + 60, Resources); // size of headers
        Put(Subsystem, 1); // native
        Put(Optional + 108, 16); // directories
        Put(ResourceEntry, Address);
        Put(ResourceEntry + 4, 0x200);
        ".rsrc"u8.CopyTo(image.AsSpan(Optional + 240));
        Put(Optional + 240 + 8, 0x200);
        Put(Optional + 240 + 12, Address);
        Put(SectionSize, 0x200);
        Put(Optional + 240 + 20, Resources);

        Directory(0, 16, 0x80000018); // RT_VERSION
        Directory(0x18, 1, 0x80000030);
        Directory(0x30, 0x409, 0x48);
        Put(Resources + 0x48, Address + 0x58); // where the data is, and how long
        Put(Resources + 0x4C, 40 + 52);
        Put(FixedInfo, 0xFEEF04BD);
        Put(FixedInfo + 8, (uint)((version.Major << 16) | version.Minor));
        Put(FixedInfo + 12, (uint)((version.Build << 16) | version.Revision));
        return image;

        void Put(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value);

        void Directory(int offset, uint id, uint target)
        {
            Put(Resources + offset + 12, 1 << 16); // one entry with a number
            Put(Resources + offset + 16, id);
            Put(Resources + offset + 20, target);
        }
    }
}
