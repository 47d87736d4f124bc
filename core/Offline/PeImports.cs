using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Reflection.PortableExecutable;
using System.Text;

namespace XenGuestTools.Core.Offline;

/// <summary>
/// The modules that a program or driver imports from, as it names them (Microsoft: "PE Format", "The .idata Section"). Whatever can't be read is left out: whether Windows would take the image is not judged here.
/// </summary>
public static class PeImports
{
    private const int Most = 256;
    private const int LongestName = 260;
    private const int EntrySize = 20;
    private const int NameField = 12;

    public static ImmutableArray<string> Of(byte[] image)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        try
        {
            PEHeaders headers = new(new MemoryStream(image, writable: false));
            if (headers.PEHeader is { } header && Offset(headers, header.ImportTableDirectory.RelativeVirtualAddress) is { } entry)
            {
                for (; names.Count < Most && entry <= image.Length - EntrySize && BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(entry + NameField)) is not 0 and var name; entry += EntrySize)
                {
                    if (Text(image, Offset(headers, name)) is { } text)
                    {
                        names.Add(text);
                    }
                }
            }
        }
        catch (BadImageFormatException)
        {
            // No image: it imports nothing.
        }

        return names.ToImmutable();
    }

    /// <summary>Where in the file an address of the loaded image is; null if nowhere.</summary>
    private static int? Offset(PEHeaders headers, int address)
    {
        var section = headers.GetContainingSectionIndex(address);
        return section >= 0 && headers.SectionHeaders[section].PointerToRawData + address - headers.SectionHeaders[section].VirtualAddress is >= 0 and var offset ? offset : null;
    }

    private static string? Text(byte[] image, int? offset)
    {
        if (offset is not { } start || start >= image.Length)
        {
            return null;
        }

        var end = image.AsSpan(start, Math.Min(image.Length - start, LongestName)).IndexOf((byte)0);
        return end > 0 ? Encoding.Latin1.GetString(image, start, end) : null;
    }
}
