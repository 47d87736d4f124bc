using System.Buffers.Binary;

namespace XenGuestTools.Tests.Samples;

/// <summary>The smallest PE32+ image that tools accept: headers and one section of a kilobyte.</summary>
internal static class TinyImage
{
    public const int Content = 0x200;
    public const int Checksum = Optional + 64;
    public const int CertificateEntry = Optional + 112 + (4 * 8);

    private const int Signature = 0x40;
    private const int Optional = Signature + 24;
    private const int SectionTable = Optional + 240;

    public static byte[] Bytes()
    {
        var image = new byte[Content + 0x400];
        "MZ"u8.CopyTo(image);
        Put32(0x3C, Signature);
        "PE"u8.CopyTo(image.AsSpan(Signature));
        Put16(Signature + 4, 0x8664);
        Put16(Signature + 6, 1); // sections
        Put16(Signature + 20, 240); // size of the optional header
        Put16(Signature + 22, 0x22); // executable, large addresses
        Put16(Optional, 0x20B);
        Put32(Optional + 16, 0x1000); // entry point
        Put32(Optional + 32, 0x1000); // section alignment
        Put32(Optional + 36, 0x200); // file alignment
        Put32(Optional + 56, 0x2000); // size of image
        Put32(Optional + 60, Content); // size of headers
        Put16(Optional + 68, 1); // native
        Put32(Optional + 108, 16); // directories
        ".text"u8.CopyTo(image.AsSpan(SectionTable));
        Put32(SectionTable + 8, 0x400);
        Put32(SectionTable + 12, 0x1000);
        Put32(SectionTable + 16, 0x400);
        Put32(SectionTable + 20, Content);
        for (var i = Content; i < image.Length; i++)
        {
            image[i] = (byte)(i * 7);
        }

        return image;

        void Put16(int offset, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan(offset), value);
        void Put32(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(offset), value);
    }
}
