using System.IO.Compression;
using System.IO.Hashing;

namespace XenGuestTools.Build.Archives;

internal static class ZipFormat
{
    /// <exception cref="BuildException">The archive is refused.</exception>
    public static void Unpack(string archive, string path, ArchiveFolder into)
    {
        using var file = File.OpenRead(path);
        using var zip = Damage.Reading(archive, "", () => new ZipArchive(file, ZipArchiveMode.Read));
        foreach (var entry in Damage.Reading(archive, "", () => zip.Entries))
        {
            RequireFile(archive, entry);
            if (entry.FullName is [.., '/' or '\\'])
            {
                into.AddFolder(entry.FullName);
            }
            else
            {
                Add(archive, entry, into);
            }
        }
    }

    private static void Add(string archive, ZipArchiveEntry entry, ArchiveFolder into)
    {
        using var content = Damage.Reading(archive, entry.FullName, entry.Open);
        using var written = File.OpenRead(into.AddFile(entry.FullName, content));
        Crc32 checksum = new();
        checksum.Append(written);
        if (checksum.GetCurrentHashAsUInt32() != entry.Crc32)
        {
            throw Refusal.Damaged(archive, entry.FullName, "its checksum does not fit its content");
        }
    }

    /// <summary>Zip programs of Unix keep the kind of file in the upper half of the attributes (st_mode); other programs leave it 0.</summary>
    private static void RequireFile(string archive, ZipArchiveEntry entry)
    {
        switch (((uint)entry.ExternalAttributes >> 16) & 0xF000)
        {
            case 0 or 0x8000 or 0x4000:
                return;
            case 0xA000:
                throw Refusal.NoFile(archive, entry.FullName, "a symbolic link");
            default:
                throw Refusal.NoFile(archive, entry.FullName, "a device, a pipe or a socket");
        }
    }
}
