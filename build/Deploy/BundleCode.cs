using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace XenGuestTools.Build.Deploy;

/// <summary>The identity of a setup program that WiX made: its section <c>.wixburn</c> has a magic number, a version and a GUID (WiX 3.11 and 5: burn/engine/section.cpp).</summary>
internal static class BundleCode
{
    private const uint Magic = 0x00f14300;
    private const int CodeOffset = 8;
    private const int GuidSize = 16;

    /// <returns>With braces: the name of the entry in "Apps and features".</returns>
    /// <exception cref="BuildException">The file is not a setup program of WiX.</exception>
    public static string Read(string path)
    {
        try
        {
            using PEReader reader = new(File.OpenRead(path));
            var section = reader.GetSectionData(".wixburn").GetContent();
            if (section.Length >= CodeOffset + GuidSize && BinaryPrimitives.ReadUInt32LittleEndian(section.AsSpan()) == Magic)
            {
                return new Guid(section.AsSpan(CodeOffset, GuidSize)).ToString("B").ToUpperInvariant();
            }
        }
        catch (BadImageFormatException e)
        {
            throw new BuildException(Message(path), e);
        }

        throw new BuildException(Message(path));
    }

    private static string Message(string path) => $"{path} is not a setup program that WiX made: it has no section .wixburn. Build it again with './build.sh'.";
}
