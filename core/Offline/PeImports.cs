using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace XenGuestTools.Core.Offline;

/// <summary>
/// The modules that a program or driver imports from, as it names them (Microsoft: "PE Format", "The .idata Section"). Whatever can't be read is left out: whether Windows would take the image is not judged here.
/// </summary>
public static class PeImports
{
    private const int Most = 256;
    private const int LongestName = 260;

    public static ImmutableArray<string> Of(ReadOnlySpan<byte> image)
    {
        var header = Number(image, 0x3C);
        if (!image.StartsWith("MZ"u8) || Number(image, header) != 0x4550)
        {
            return [];
        }

        var optional = header + 24;
        var directories = optional + (Half(image, optional) == 0x20B ? 112 : 96);
        var names = ImmutableArray.CreateBuilder<string>();
        var entry = Offset(image, header, Number(image, directories + 8));
        for (; entry > 0 && names.Count < Most && Number(image, entry + 12) is > 0 and var name; entry += 20)
        {
            if (Text(image, Offset(image, header, name)) is { } text)
            {
                names.Add(text);
            }
        }

        return names.ToImmutable();
    }

    /// <summary>Where in the file an address of the loaded image is; 0 if nowhere.</summary>
    private static long Offset(ReadOnlySpan<byte> image, long header, long address)
    {
        var sections = header + 24 + Half(image, header + 20);
        for (var i = 0; i < Half(image, header + 6); i++)
        {
            var section = sections + (i * 40);
            var within = address - Number(image, section + 12);
            if (within >= 0 && within < Number(image, section + 16))
            {
                return Number(image, section + 20) + within;
            }
        }

        return 0;
    }

    private static string? Text(ReadOnlySpan<byte> image, long offset)
    {
        if (offset <= 0 || offset >= image.Length)
        {
            return null;
        }

        var rest = image[(int)offset..];
        var end = rest[..Math.Min(rest.Length, LongestName)].IndexOf((byte)0);
        return end > 0 ? Encoding.Latin1.GetString(rest[..end]) : null;
    }

    private static long Number(ReadOnlySpan<byte> image, long offset) => offset >= 0 && offset <= image.Length - 4 ? BinaryPrimitives.ReadUInt32LittleEndian(image[(int)offset..]) : 0;

    private static int Half(ReadOnlySpan<byte> image, long offset) => offset >= 0 && offset <= image.Length - 2 ? BinaryPrimitives.ReadUInt16LittleEndian(image[(int)offset..]) : 0;
}
