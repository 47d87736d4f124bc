using XenGuestTools.Build.Archives;

namespace XenGuestTools.Build.Drivers;

/// <summary>Finds driver packages in a source: in a folder, an archive, and in archives in those, three deep (an ISO with an MSI with a cabinet).</summary>
/// <param name="names">Of the drivers.</param>
/// <param name="scratch">An empty folder to unpack into.</param>
internal sealed class PackageSearch(IReadOnlyCollection<string> names, string scratch, UnpackLimits limits)
{
    private const int Deepest = 3;
    private int unpacked;

    /// <param name="shown">The source as messages name it.</param>
    /// <param name="recorded">The source as drivers.json is to keep it.</param>
    /// <exception cref="BuildException">The source, or an archive in it, is refused.</exception>
    public async Task<IReadOnlyList<FoundPackage>> FindAsync(string path, string shown, string recorded, CancellationToken cancellation)
    {
        List<FoundPackage> found = [];
        UnpackBudget budget = new(limits);
        if (Directory.Exists(path))
        {
            await LookAsync(path, shown, FolderScan.Files(shown, path, budget), 0);
        }
        else if (!File.Exists(path))
        {
            throw Refusal.Missing(shown);
        }
        else if (!Archive.Is(path))
        {
            throw Refusal.UnknownKind(shown);
        }
        else
        {
            await UnpackAsync(path, shown, 1);
        }

        return found;

        async Task UnpackAsync(string archive, string name, int depth)
        {
            var folder = Path.Combine(scratch, $"{++unpacked}");
            await LookAsync(folder, name, await Archive.UnpackAsync(name, archive, folder, budget, cancellation), depth);
        }

        async Task LookAsync(string folder, string name, IReadOnlyList<string> files, int depth)
        {
            cancellation.ThrowIfCancellationRequested();
            found.AddRange(files.Select(file => Package(folder, name, file, recorded)).OfType<FoundPackage>());
            foreach (var file in depth < Deepest ? files.Where(Archive.Is) : [])
            {
                await UnpackAsync(Path.Combine(folder, file), $"{name}/{file}", depth + 1);
            }
        }
    }

    private FoundPackage? Package(string root, string shown, string file, string recorded)
    {
        var name = names.FirstOrDefault(name => Path.GetFileName(file).Equals(name + ".inf", StringComparison.OrdinalIgnoreCase));
        if (name is null)
        {
            return null;
        }

        var below = Path.GetDirectoryName(file)!.Replace(Path.DirectorySeparatorChar, '/');
        var folder = Path.Combine(root, below);
        var path = below.Length == 0 ? shown : $"{shown}/{below}";
        return new(name, folder, path, PackageArchitecture.Of(name, path.Replace(Path.DirectorySeparatorChar, '/'), folder), recorded);
    }
}
