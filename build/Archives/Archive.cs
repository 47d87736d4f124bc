namespace XenGuestTools.Build.Archives;

/// <summary>Unpacks the kinds of archive that driver packages come in; the kind is told by the file's name.</summary>
internal static class Archive
{
    private static readonly string[] Tars = [".tar", ".tar.gz", ".tgz"];
    private static readonly string[] Images = [".iso", ".cab"];

    public static bool Is(string path) => Has(path, [".zip", ".msi", .. Tars, .. Images]);

    /// <param name="archive">As messages name it.</param>
    /// <param name="folder">Is made; it gets the content and nothing else.</param>
    /// <returns>The paths of the files below the folder, with slashes, in ordinal order.</returns>
    /// <exception cref="BuildException">The archive is refused; the folder may hold a part of it.</exception>
    public static async Task<IReadOnlyList<string>> UnpackAsync(string archive, string path, string folder, UnpackBudget budget, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        if (Has(path, ".msi"))
        {
            return await MsiFormat.UnpackAsync(archive, path, folder, budget, cancellation);
        }

        ArchiveFolder into = new(archive, folder, budget);
        if (Has(path, ".zip"))
        {
            ZipFormat.Unpack(archive, path, into);
        }
        else
        {
            await UnpackAsTarAsync(archive, path, folder + ".tar", into, budget.Limits, cancellation);
        }

        return [.. into.Files.Order(StringComparer.Ordinal)];
    }

    private static async Task UnpackAsTarAsync(string archive, string path, string scratch, ArchiveFolder into, UnpackLimits limits, CancellationToken cancellation)
    {
        if (Has(path, ".tar") && !IsGzip(path))
        {
            TarFormat.Unpack(archive, path, into);
            return;
        }

        Directory.CreateDirectory(scratch);
        var tar = Path.Combine(scratch, "content.tar");
        if (Has(path, Tars))
        {
            TarFormat.Gunzip(archive, path, tar, limits);
        }
        else
        {
            await ImageFormat.ToTarAsync(archive, path, tar, limits, cancellation);
        }

        TarFormat.Unpack(archive, tar, into);
        Directory.Delete(scratch, recursive: true);
    }

    /// <summary>Some publishers call a compressed tar just ".tar".</summary>
    private static bool IsGzip(string path)
    {
        using var file = File.OpenRead(path);
        return file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
    }

    private static bool Has(string path, params IEnumerable<string> endings) => endings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
