using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace XenGuestTools.Core.Proof;

/// <summary>Finds VS_FIXEDFILEINFO in the resources of an image (Microsoft: "PE Format", "The .rsrc Section"; "VS_VERSIONINFO structure"). The numbers there are what installers compare, not the text beside them.</summary>
internal static class VersionResource
{
    private const uint TypeVersion = 16; // RT_VERSION
    private const uint SubDirectory = 0x80000000;
    private const int EntriesOffset = 16;
    private const int EntrySize = 8;
    private const int FixedInfoOffset = 40; // three numbers of 16 bits, the name "VS_VERSION_INFO" with its end, filled up to 32 bits
    private const uint FixedInfoSignature = 0xFEEF04BD;

    /// <returns>Null if there is none that can be read.</returns>
    public static Version? FileVersion(ReadOnlySpan<byte> image, PEHeaders headers)
    {
        var table = headers.PEHeader!.ResourceTableDirectory;
        if (table.Size == 0)
        {
            return null;
        }

        var resources = At(image, headers, table.RelativeVirtualAddress);
        var data = Entry(resources, SubDirectory, TypeVersion) is { } type && Entry(resources, type, null) is { } name ? Entry(resources, name, null) : null;
        return data is { } offset and < SubDirectory && offset + EntrySize <= resources.Length ? Fixed(At(image, headers, (int)Number(resources, (int)offset))) : null;
    }

    /// <summary>What lies from this address on in the file; nothing for an address outside of it.</summary>
    private static ReadOnlySpan<byte> At(ReadOnlySpan<byte> image, PEHeaders headers, int address)
    {
        foreach (var section in headers.SectionHeaders)
        {
            var inside = (uint)address - (uint)section.VirtualAddress;
            if (inside < (uint)section.SizeOfRawData && (long)(uint)section.PointerToRawData + inside is var offset && offset < image.Length)
            {
                return image[(int)offset..];
            }
        }

        return [];
    }

    /// <param name="directory">Its offset, with the flag of a directory; anything else has no entries.</param>
    /// <param name="id">Of the entry that is asked for; null for the first one.</param>
    /// <returns>Offset and flag of what the entry points to.</returns>
    private static uint? Entry(ReadOnlySpan<byte> resources, uint directory, uint? id)
    {
        var start = directory & ~SubDirectory;
        if (directory < SubDirectory || start + EntriesOffset > resources.Length)
        {
            return null;
        }

        var count = BinaryPrimitives.ReadUInt16LittleEndian(resources[((int)start + 12)..]) + BinaryPrimitives.ReadUInt16LittleEndian(resources[((int)start + 14)..]);
        for (var offset = (int)start + EntriesOffset; count > 0 && offset + EntrySize <= resources.Length; count--, offset += EntrySize)
        {
            if (id is null || Number(resources, offset) == id)
            {
                return Number(resources, offset + 4);
            }
        }

        return null;
    }

    private static Version? Fixed(ReadOnlySpan<byte> data) => data.Length >= FixedInfoOffset + 16 && Number(data, FixedInfoOffset) == FixedInfoSignature
        ? new(High(data, FixedInfoOffset + 8), Low(data, FixedInfoOffset + 8), High(data, FixedInfoOffset + 12), Low(data, FixedInfoOffset + 12))
        : null;

    private static int High(ReadOnlySpan<byte> data, int offset) => (int)(Number(data, offset) >> 16);

    private static int Low(ReadOnlySpan<byte> data, int offset) => (int)(Number(data, offset) & 0xFFFF);

    private static uint Number(ReadOnlySpan<byte> data, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(data[offset..]);
}
