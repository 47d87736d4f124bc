using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using XenGuestTools.Build.Archives;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Fuzz;

/// <summary>Everything that reads driver packages before they are proven.</summary>
internal static class FuzzTargets
{
    /// <param name="packages">Good ones: their files are the seeds.</param>
    public static IReadOnlyList<FuzzTarget> Of(IReadOnlyList<PackageFiles> packages) =>
    [
        new("inf", Files(packages, ".inf"), file => Own<InfException>(() => ReadInf(packages[0], file))),
        new("pe", Files(packages, ".sys", ".exe", ".dll"), file => Own<CatalogException>(() => ReadImage(packages[0], file))),
        new("cat", Files(packages, ".cat"), file => ReadCatalog(packages[0], file)),
        new("zip", [Zip(packages[0])], file => Own<BuildException>(() => Unpack(file, ".zip"))),
        new("tar", [Tar(packages[0])], file => Own<BuildException>(() => Unpack(file, ".tar"))),
        new("tar.gz", [Gzip(Tar(packages[0]))], file => Own<BuildException>(() => Unpack(file, ".tar.gz"))),
    ];

    private static void ReadInf(PackageFiles package, byte[] file)
    {
        InfProof.Check(With(package, package.Name + ".inf", file), ProofOptions.Strict);
        DriverInf.From(InfFile.Read(file));
    }

    private static void ReadImage(PackageFiles package, byte[] file)
    {
        PeProof.Check(With(package, package.Name + ".sys", file), InfOf(package));
        AuthenticodeHash.Compute(file, HashAlgorithmName.SHA256);
    }

    private static void ReadCatalog(PackageFiles package, byte[] file)
    {
        var inf = InfOf(package);
        CatalogProof.Check(With(package, inf.CatalogFile, file), inf, ProofOptions.Strict);
    }

    private static void Unpack(byte[] file, string kind)
    {
        var folder = Directory.CreateTempSubdirectory("xgt-fuzz");
        try
        {
            var path = Path.Combine(folder.FullName, "a" + kind);
            File.WriteAllBytes(path, file);
            Archive.UnpackAsync(path, path, Path.Combine(folder.FullName, "content"), new UnpackBudget(new UnpackLimits(1 << 24, 1000)), CancellationToken.None).GetAwaiter().GetResult();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Own<T>(Action read)
        where T : Exception
    {
        try
        {
            read();
        }
        catch (T)
        {
            // What a damaged file is there for.
        }
    }

    private static DriverInf InfOf(PackageFiles package) => DriverInf.From(InfFile.Read(package.Files[package.Name + ".inf"].Span));

    private static PackageFiles With(PackageFiles package, string name, byte[] file) => package with { Files = package.Files.SetItem(name, file) };

    private static List<byte[]> Files(IReadOnlyList<PackageFiles> packages, params string[] kinds) =>
        [.. packages.SelectMany(p => p.Files).Where(f => kinds.Contains(Path.GetExtension(f.Key), StringComparer.OrdinalIgnoreCase)).Select(f => f.Value.ToArray())];

    private static byte[] Zip(PackageFiles package)
    {
        using MemoryStream stream = new();
        using (ZipArchive zip = new(stream, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in package.Files)
            {
                using var entry = zip.CreateEntry($"{package.Name}/x64/{name}").Open();
                entry.Write(content.Span);
            }
        }

        return stream.ToArray();
    }

    private static byte[] Tar(PackageFiles package)
    {
        using MemoryStream stream = new();
        using (TarWriter tar = new(stream, TarEntryFormat.Pax))
        {
            foreach (var (name, content) in package.Files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, $"{package.Name}/x64/{name}") { DataStream = new MemoryStream(content.ToArray()) });
            }
        }

        return stream.ToArray();
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream stream = new();
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest))
        {
            gzip.Write(content);
        }

        return stream.ToArray();
    }
}
