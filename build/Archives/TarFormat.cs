using System.Formats.Tar;
using System.IO.Compression;

namespace XenGuestTools.Build.Archives;

internal static class TarFormat
{
    /// <exception cref="BuildException">The archive is refused.</exception>
    public static void Unpack(string archive, string path, ArchiveFolder into)
    {
        using var file = File.OpenRead(path);
        TarHeaders.Check(archive, file);
        using TarReader reader = new(file);
        var name = "";
        while (Damage.Reading(archive, name, () => reader.GetNextEntry()) is { } entry)
        {
            name = entry.Name;
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                    into.AddFile(name, entry.DataStream ?? Stream.Null);
                    break;
                case TarEntryType.Directory:
                    into.AddFolder(name);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                case TarEntryType.SymbolicLink:
                    throw Refusal.NoFile(archive, name, "a symbolic link");
                case TarEntryType.HardLink:
                    throw Refusal.NoFile(archive, name, "a hard link");
                default:
                    throw Refusal.NoFile(archive, name, $"of the kind {entry.EntryType}");
            }
        }
    }

    /// <summary>Unpacks the gzip layer as a whole first: its checksum covers all of it.</summary>
    /// <exception cref="BuildException">The archive is damaged or too big.</exception>
    public static void Gunzip(string archive, string path, string tar, UnpackLimits limits)
    {
        using var file = File.OpenRead(path);
        using GZipStream content = new(file, CompressionMode.Decompress);
        using FileStream target = new(tar, FileMode.CreateNew);
        var buffer = new byte[81920];
        while (Damage.Reading(archive, "", () => content.Read(buffer)) is > 0 and var count)
        {
            if (target.Length + count > limits.TarBytes)
            {
                throw Refusal.TooMuch(archive, Path.GetFileName(tar), limits);
            }

            target.Write(buffer, 0, count);
        }
    }
}
