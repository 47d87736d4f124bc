using System.Buffers.Binary;
using System.Text;

namespace XenGuestTools.Build.Archives;

/// <summary>
/// Looks over the headers of a tar before .NET's reader gets it, which makes room for as many bytes as an extended header says that it has (POSIX: "pax Header Block",
/// "ustar Header Block"; GNU tar: types L and K).
/// </summary>
internal static class TarHeaders
{
    private const int Block = 512;
    private const int SizeField = 124;
    private const int SizeLength = 12;
    private const int TypeField = 156;

    /// <summary>Long names and times take a few hundred bytes.</summary>
    private const int LargestExtended = 64 * 1024;

    /// <exception cref="BuildException">An extended header is too large, or changes the size of an entry, so that two readers could see two archives.</exception>
    public static void Check(string archive, Stream tar)
    {
        var header = new byte[Block];
        while (tar.ReadAtLeast(header, Block, throwOnEndOfStream: false) == Block && header.AsSpan().ContainsAnyExcept((byte)0))
        {
            var size = Size(header);
            if ((char)header[TypeField] is 'x' or 'g' or 'L' or 'K')
            {
                CheckExtended(archive, tar, size);
            }

            if (size < 0 || size > tar.Length - tar.Position)
            {
                break; // the reader says what is wrong with it
            }

            tar.Position += size + ((Block - (size % Block)) % Block);
        }

        tar.Position = 0;
    }

    private static void CheckExtended(string archive, Stream tar, long size)
    {
        if (size is < 0 or > LargestExtended)
        {
            throw Refusal.Damaged(archive, "", $"an extended header says that it has {size} bytes");
        }

        var start = tar.Position;
        var content = new byte[size];
        tar.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        tar.Position = start;
        if (Encoding.Latin1.GetString(content).Contains(" size=", StringComparison.Ordinal))
        {
            throw Refusal.Damaged(archive, "", "an extended header changes the size of an entry, which only files above 8 GiB need");
        }
    }

    /// <returns>Bytes; -1 for what is no number.</returns>
    private static long Size(byte[] header)
    {
        var field = header.AsSpan(SizeField, SizeLength);
        if ((field[0] & 0x80) != 0)
        {
            return BinaryPrimitives.ReadInt64BigEndian(field[^sizeof(long)..]);
        }

        var size = 0L;
        foreach (var digit in Encoding.Latin1.GetString(field).Trim(' ', '\0'))
        {
            if (digit is < '0' or > '7')
            {
                return -1;
            }

            size = (size * 8) + (digit - '0');
        }

        return size;
    }
}
