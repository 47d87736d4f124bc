using System.IO.Compression;
using System.Text;

namespace XenGuestTools.GuestTools;

/// <summary>Writes the zip.</summary>
internal static class ReportZip
{
    public const string Index = "index.txt";

    /// <param name="index">The text of <see cref="Index"/>.</param>
    /// <exception cref="IOException">The file exists already, or the disk is full; then nothing is left of it.</exception>
    public static void Write(string path, string index, IEnumerable<ReportEntry> entries)
    {
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        try
        {
            using ZipArchive zip = new(file, ZipArchiveMode.Create, leaveOpen: true);
            Add(zip, Index, Encoding.UTF8.GetBytes(index));
            foreach (var entry in entries)
            {
                if (entry.Content is { } content)
                {
                    Add(zip, entry.Item.Name, content);
                }
            }
        }
        catch
        {
            file.Dispose();
            File.Delete(path);
            throw;
        }
    }

    private static void Add(ZipArchive zip, string name, byte[] content)
    {
        using var stream = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
        stream.Write(content);
    }
}
