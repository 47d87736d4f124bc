using System.Formats.Tar;
using System.IO.Compression;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Drivers;

/// <summary>Makes real archives: by .NET, and by the programs of the system where .NET has none.</summary>
internal static class Archives
{
    public static byte[] Zip(IReadOnlyDictionary<string, byte[]> files)
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Tar(IReadOnlyDictionary<string, byte[]> files) => Tar(files.Select(f => new PaxTarEntry(TarEntryType.RegularFile, f.Key) { DataStream = new MemoryStream(f.Value) }));

    public static byte[] Tar(IEnumerable<TarEntry> entries)
    {
        using MemoryStream bytes = new();
        using (TarWriter tar = new(bytes, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                tar.WriteEntry(entry);
            }
        }

        return bytes.ToArray();
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream bytes = new();
        using (GZipStream gzip = new(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return bytes.ToArray();
    }

    /// <param name="folder">What goes in.</param>
    public static Task IsoAsync(string path, string folder) => Program("bsdtar").RunAsync(["--format=iso9660", "-cf", path, "-C", folder, .. Entries(folder)], TestContext.Current.CancellationToken);

    public static Task CabAsync(string path, string folder) => (Program("gcab") with { WorkingDirectory = folder }).RunAsync(["-c", "-z", path, .. Files(folder)], TestContext.Current.CancellationToken);

    public static string[] Files(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal)];

    /// <summary>Skips the test when this machine has no such program.</summary>
    public static Tool Program(string name)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/" + name), $"{name} is not installed; it makes or unpacks the archives of this test.");
        return new("/usr/bin/" + name);
    }

    private static IEnumerable<string> Entries(string folder) => Directory.EnumerateFileSystemEntries(folder).Select(entry => Path.GetFileName(entry));
}
