using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using PeMachine = System.Reflection.PortableExecutable.Machine;

namespace XenGuestTools.Core.Proof;

/// <summary>A driver, program or library in memory: what its headers say (Microsoft: "PE Format").</summary>
internal sealed class PeImage(ReadOnlyMemory<byte> bytes, PEHeaders headers)
{
    private const int ChecksumOffset = 64; // in the optional header; the same in PE32 and PE32+

    public PeMachine Machine => headers.CoffHeader.Machine;

    public Subsystem Subsystem => headers.PEHeader!.Subsystem;

    /// <summary>As the header says; 0 if the linker left it out.</summary>
    public uint Checksum => headers.PEHeader!.CheckSum;

    /// <returns>Null if the bytes don't start with the headers of an image.</returns>
    public static PeImage? TryRead(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var stream = MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
            PEHeaders headers = new(stream);
            return headers.PEHeader is null ? null : new(bytes, headers);
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    /// <returns>What lies beyond the end of the file, for a message; null if nothing does.</returns>
    public string? Missing()
    {
        foreach (var section in headers.SectionHeaders)
        {
            if (EndsBehind(section.PointerToRawData, section.SizeOfRawData))
            {
                return $"its section {section.Name}";
            }
        }

        var signature = headers.PEHeader!.CertificateTableDirectory; // its address is an offset in the file
        return EndsBehind(signature.RelativeVirtualAddress, signature.Size) ? "its signature" : EndsBehind(0, headers.PEHeader.SizeOfHeaders) ? "its headers" : null;
    }

    /// <summary>The sum that winload and the kernel compare with <see cref="Checksum"/> before they run a driver: all 16-bit words with their carries, and the length.</summary>
    public uint ComputeChecksum()
    {
        var field = headers.PEHeaderStartOffset + ChecksumOffset;
        var sum = Sum(bytes.Span[..field]) + Sum(bytes.Span[(field + sizeof(uint))..]);
        while (sum > ushort.MaxValue)
        {
            sum = (sum & ushort.MaxValue) + (sum >> 16);
        }

        return (uint)sum + (uint)bytes.Length;
    }

    /// <returns>Null if there is no version resource that can be read.</returns>
    public Version? FileVersion() => VersionResource.FileVersion(bytes.Span, headers);

    private bool EndsBehind(int offset, int size) => size != 0 && (long)(uint)offset + (uint)size > bytes.Length;

    /// <summary>32 bits at a time: folding the carries afterwards gives the same as adding words of 16 bits.</summary>
    private static ulong Sum(ReadOnlySpan<byte> part)
    {
        ulong sum = 0;
        foreach (var word in MemoryMarshal.Cast<byte, uint>(part))
        {
            sum += word;
        }

        var rest = part[(part.Length & ~3)..];
        for (var i = 0; i < rest.Length; i++)
        {
            sum += (ulong)rest[i] << (8 * i);
        }

        return sum;
    }
}
