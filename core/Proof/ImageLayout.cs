using System.Buffers.Binary;

namespace XenGuestTools.Core.Proof;

/// <summary>
/// Where a PE image has what signing changes (Microsoft: "PE Format"). All offsets are in bytes of the file and lie within it, in this order: checksum, entry, table.
/// </summary>
/// <param name="Checksum">Of 4 bytes.</param>
/// <param name="CertificateEntry">The 8 bytes of the data directory that say where the certificate table is; <paramref name="Checksum"/> + 4 with a size of 0 where the image has no such entry.</param>
/// <param name="CertificateTable">Where the certificates begin, which is the end of what is hashed.</param>
internal readonly record struct ImageLayout(int Checksum, Range CertificateEntry, int CertificateTable)
{
    private const int SignatureOffset = 0x3C; // e_lfanew
    private const int OptionalHeader = 24; // behind "PE\0\0" and the COFF header
    private const int ChecksumOffset = 64; // in the optional header; the same in PE32 and PE32+
    private const int CertificateIndex = 4; // IMAGE_DIRECTORY_ENTRY_SECURITY
    private const int EntrySize = 8;

    /// <summary>True for a file that Windows takes for a PE image: "MZ" and, where that points to, "PE".</summary>
    public static bool IsImage(ReadOnlySpan<byte> file) => Signature(file) is { } start && file[start..].StartsWith("PE\0\0"u8);

    /// <param name="image">One for which <see cref="IsImage"/> is true.</param>
    /// <exception cref="CatalogException">It ends before its headers do, or its certificates are not its end.</exception>
    public static ImageLayout Read(ReadOnlySpan<byte> image)
    {
        var optional = (Signature(image) ?? throw new CatalogException("the file is no PE image.")) + OptionalHeader;
        var size = image.Length >= optional ? BinaryPrimitives.ReadUInt16LittleEndian(image[(optional - 4)..]) : 0;
        if (size < ChecksumOffset + sizeof(uint) || image.Length - optional < size)
        {
            throw new CatalogException($"the PE image ends within its headers: they say {size} bytes for the optional header at {optional}, and the file has {image.Length}.");
        }

        var header = image.Slice(optional, size);
        var checksum = optional + ChecksumOffset;
        if (Entry(header) is not { } entry)
        {
            return new(checksum, (checksum + sizeof(uint))..(checksum + sizeof(uint)), image.Length);
        }

        var table = BinaryPrimitives.ReadUInt32LittleEndian(header[entry..]); // an offset in the file, other than in the entries beside it
        var length = BinaryPrimitives.ReadUInt32LittleEndian(header[(entry + sizeof(uint))..]);
        if (length > 0 && (table < optional + size || (ulong)table + length != (ulong)image.Length))
        {
            throw new CatalogException($"the PE image says that it has {length} bytes of certificates at {table}, and they don't end where the file ends, at {image.Length}.");
        }

        return new(checksum, (optional + entry)..(optional + entry + EntrySize), length > 0 ? (int)table : image.Length);
    }

    private static int? Signature(ReadOnlySpan<byte> file)
    {
        if (file.Length < SignatureOffset + sizeof(uint) || !file.StartsWith("MZ"u8))
        {
            return null;
        }

        var start = BinaryPrimitives.ReadUInt32LittleEndian(file[SignatureOffset..]);
        return start <= file.Length - sizeof(uint) ? (int)start : null;
    }

    /// <summary>Relative to the optional header; null where its directory is too short to have it.</summary>
    private static int? Entry(ReadOnlySpan<byte> header)
    {
        var directories = BinaryPrimitives.ReadUInt16LittleEndian(header) switch
        {
            0x10B => 96, // PE32
            0x20B => 112, // PE32+
            var magic => throw new CatalogException($"the PE image has an optional header of the unknown kind 0x{magic:X}."),
        };
        var entry = directories + (CertificateIndex * EntrySize);
        return header.Length >= entry + EntrySize && BinaryPrimitives.ReadUInt32LittleEndian(header[(directories - sizeof(uint))..]) > CertificateIndex ? entry : null;
    }
}
