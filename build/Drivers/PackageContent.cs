using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Drivers;

/// <summary>Reads the files of packages into memory.</summary>
internal static class PackageContent
{
    /// <summary>Every file in the folder, not below it.</summary>
    public static PackageFiles Read(string name, string folder) =>
        new(name, Directory.EnumerateFiles(folder).DistinctBy(Path.GetFileName, StringComparer.OrdinalIgnoreCase).Select(file => KeyValuePair.Create(Path.GetFileName(file), (ReadOnlyMemory<byte>)File.ReadAllBytes(file))));

    /// <summary>The packages of a list that a folder has, in the order of the list.</summary>
    public static IReadOnlyList<PackageFiles> ReadAll(string folder, DriverList list) =>
        [.. list.Packages.Select(p => (p.Name, Folder: DriverPackage.FolderOf(folder, p.Name))).Where(p => Directory.Exists(p.Folder)).Select(p => Read(p.Name, p.Folder))];

    /// <summary>
    /// The INF and what it names, spelled as there. Publishers put installers and symbols beside a package, which are no part of it. Of a package whose INF can't be read everything is
    /// taken: the proof will refuse it with the reason.
    /// </summary>
    public static TakenPackage Take(FoundPackage found)
    {
        var all = Read(found.Name, found.Folder);
        try
        {
            HashSet<string> names = new(Names(found.Name, InfFile.Read(all.Files[found.Name + ".inf"].Span)), StringComparer.OrdinalIgnoreCase);
            var taken = names.Where(all.Files.ContainsKey).Select(name => KeyValuePair.Create(name, all.Files[name]));
            return new(found, new PackageFiles(found.Name, taken), [.. all.Files.Keys.Where(name => !names.Contains(name))]);
        }
        catch (InfException)
        {
            return new(found, all, []);
        }
    }

    private static IEnumerable<string> Names(string name, InfFile text)
    {
        var inf = DriverInf.From(text);
        var listed = new[] { "SourceDisksFiles", "SourceDisksFiles.amd64" }.SelectMany(section => text.Lines(section)).Select(line => line.Key ?? line.Field(0));
        return [name + ".inf", inf.CatalogFile, .. inf.Files.Select(file => file.SourceName), .. listed];
    }
}
