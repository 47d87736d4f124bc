using System.Reflection.PortableExecutable;

namespace XenGuestTools.Build.Wix;

/// <summary>The CLI header of a .NET assembly (ECMA-335 II.25.3.3).</summary>
public static class ClrHeader
{
    // The flags follow the header's size, the runtime version and the place of the metadata.
    private const int FlagsOffset = 16;

    /// <summary>
    /// Clears the 32-bit-required and 32-bit-preferred flags, so that a 64-bit runtime loads the assembly. candle.exe, light.exe and wconsole.dll of WiX 3 carry the first one without need.
    /// A strong name, if any, is no longer valid; .NET does not check it.
    /// </summary>
    /// <returns>Whether the file was changed.</returns>
    /// <exception cref="BuildException">The file is not a .NET assembly of plain IL.</exception>
    public static bool AllowAnyCpu(string file)
    {
        var bytes = File.ReadAllBytes(file);
        using var headers = new PEReader(new MemoryStream(bytes));
        if (!TryFindHeader(headers, out var offset) || headers.PEHeaders.CorHeader is not { } header || !header.Flags.HasFlag(CorFlags.ILOnly))
        {
            throw new BuildException($"{file} is not a .NET assembly of plain IL, so its 32-bit flag can't be cleared. The WiX 3 package is not the one that the build knows.");
        }

        var flags = header.Flags & ~(CorFlags.Requires32Bit | CorFlags.Prefers32Bit);
        if (flags == header.Flags)
        {
            return false;
        }

        BitConverter.TryWriteBytes(bytes.AsSpan(offset + FlagsOffset), (int)flags);
        File.WriteAllBytes(file, bytes);
        return true;
    }

    private static bool TryFindHeader(PEReader reader, out int offset)
    {
        try
        {
            offset = reader.PEHeaders.CorHeaderStartOffset;
            return offset > 0;
        }
        catch (BadImageFormatException)
        {
            offset = 0;
            return false; // no PE file at all: the caller says so
        }
    }
}
