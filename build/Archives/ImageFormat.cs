using System.Buffers.Binary;

namespace XenGuestTools.Build.Archives;

/// <summary>ISO images and cabinets, by libarchive's bsdtar: it turns them into a tar, whose entries are then looked at like any others.</summary>
internal static class ImageFormat
{
    private const int Sector = 2048;
    private const int PrimaryDescriptor = 16 * Sector;

    // Windows has the same program in System32, under another name.
    private static string Program => OperatingSystem.IsWindows() ? "tar.exe" : "bsdtar";

    /// <param name="tar">The file to make, in a folder of its own.</param>
    /// <exception cref="BuildException">The archive is refused.</exception>
    public static async Task ToTarAsync(string archive, string path, string tar, UnpackLimits limits, CancellationToken cancellation)
    {
        if (path.EndsWith(".iso", StringComparison.OrdinalIgnoreCase))
        {
            RequireWhole(archive, path);
        }
        else
        {
            RequireCabinet(archive, path);
        }

        await new ArchiveTool(Program, archive, limits).RunAsync(Path.GetDirectoryName(tar)!, ["-c", "-f", tar, "--format=pax", "@" + path], cancellation);
        if (new FileInfo(tar).Length > limits.TarBytes)
        {
            throw Refusal.TooMuch(archive, "", limits);
        }
    }

    /// <summary>bsdtar says nothing about an image that ends early. ECMA-119, 8.4: the primary volume descriptor has the number of blocks at 80 and their size at 128.</summary>
    private static void RequireWhole(string archive, string path)
    {
        var start = Start(path, PrimaryDescriptor + Sector);
        if (start.Length < PrimaryDescriptor + Sector || !start.AsSpan(PrimaryDescriptor, 6).SequenceEqual("\u0001CD001"u8))
        {
            throw Refusal.Damaged(archive, "", "it has no volume descriptor of ISO 9660");
        }

        var descriptor = start.AsSpan(PrimaryDescriptor);
        var size = (long)BinaryPrimitives.ReadUInt32LittleEndian(descriptor[80..]) * BinaryPrimitives.ReadUInt16LittleEndian(descriptor[128..]);
        if (size > new FileInfo(path).Length)
        {
            throw Refusal.Damaged(archive, "", $"it says that it has {size} bytes, and the file has {new FileInfo(path).Length}");
        }
    }

    /// <summary>bsdtar guesses formats; nothing but a cabinet is to be unpacked as one.</summary>
    private static void RequireCabinet(string archive, string path)
    {
        if (!Start(path, 4).AsSpan().SequenceEqual("MSCF"u8))
        {
            throw Refusal.Damaged(archive, "", "it does not start like a cabinet");
        }
    }

    private static byte[] Start(string path, int count)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[count];
        return bytes[..file.ReadAtLeast(bytes, count, throwOnEndOfStream: false)];
    }
}
