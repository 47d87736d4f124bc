using System.Diagnostics.CodeAnalysis;

namespace XenGuestTools.Build.Archives;

/// <summary>An empty folder of its own, which the entries of one archive are written into after each was looked at.</summary>
/// <param name="archive">As messages name it.</param>
internal sealed class ArchiveFolder(string archive, string folder, UnpackBudget budget)
{
    private readonly HashSet<string> files = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> folders = new(StringComparer.OrdinalIgnoreCase);
    private readonly byte[] buffer = new byte[81920];

    /// <summary>Paths below the folder, with slashes.</summary>
    public IEnumerable<string> Files => files;

    /// <exception cref="BuildException">The entry must not be written.</exception>
    public void AddFolder(string entry)
    {
        if (Place(entry) is { Length: > 0 } path)
        {
            Require(!files.Contains(path), entry);
            folders.Add(path);
        }
    }

    /// <returns>The full path of the new file.</returns>
    /// <exception cref="BuildException">The entry must not be written, can't be read, or is too big.</exception>
    [SuppressMessage("Security", "CA5389:Do not add archive item's path to the target file system path", Justification = "Place lets no path through that leaves the folder.")]
    public string AddFile(string entry, Stream content)
    {
        var path = Place(entry);
        Require(path.Length > 0 && !folders.Contains(path) && files.Add(path), entry);
        var target = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using FileStream file = new(target, FileMode.CreateNew);
        while (Damage.Reading(archive, entry, () => content.Read(buffer)) is > 0 and var count)
        {
            budget.AddBytes(archive, entry, count);
            file.Write(buffer, 0, count);
        }

        return target;
    }

    /// <summary>Where an entry belongs below the folder; "" for the folder itself. The folders above it are noted.</summary>
    private string Place(string entry)
    {
        budget.AddEntry(archive, entry);
        if (EntryName.Fault(entry) is { } fault)
        {
            throw Refusal.Name(archive, entry, fault);
        }

        var parts = EntryName.Parts(entry);
        for (var depth = 1; depth < parts.Count; depth++)
        {
            var above = string.Join('/', parts.Take(depth));
            Require(!files.Contains(above), entry);
            folders.Add(above);
        }

        return string.Join('/', parts);
    }

    private void Require(bool isFree, string entry)
    {
        if (!isFree)
        {
            throw Refusal.Name(archive, entry, "is empty or is taken by another entry");
        }
    }
}
