namespace XenGuestTools.Build.Archives;

/// <summary>Windows Installer packages, by msitools' msiextract: the paths are looked at before it may write, and what it wrote afterwards.</summary>
internal static class MsiFormat
{
    /// <summary>A compound file (MS-CFB 2.2).</summary>
    private static ReadOnlySpan<byte> Signature => [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <param name="folder">Empty.</param>
    /// <returns>The paths of the files below the folder, with slashes.</returns>
    /// <exception cref="BuildException">The package is refused.</exception>
    public static async Task<IReadOnlyList<string>> UnpackAsync(string archive, string path, string folder, UnpackBudget budget, CancellationToken cancellation)
    {
        RequireCompoundFile(archive, path);
        ArchiveTool tool = new("msiextract", archive, budget.Limits);
        var listed = (await tool.RunAsync(folder, ["--list", path], cancellation)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var entry in listed)
        {
            if (EntryName.Fault(entry) is { } fault)
            {
                throw Refusal.Name(archive, entry, fault);
            }
        }

        await tool.RunAsync(folder, ["--directory", folder, path], cancellation);
        var files = FolderScan.Files(archive, folder, budget);
        var missing = listed.FirstOrDefault(entry => !File.Exists(Path.Combine(folder, entry)));
        return missing is null ? files : throw Refusal.Damaged(archive, missing, "its cabinet does not hold the file");
    }

    private static void RequireCompoundFile(string archive, string path)
    {
        using var file = File.OpenRead(path);
        var start = new byte[Signature.Length];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.AsSpan().SequenceEqual(Signature))
        {
            throw Refusal.Damaged(archive, "", "it does not start like a Windows Installer package");
        }
    }
}
