namespace XenGuestTools.Build.Archives;

/// <summary>Looks at a folder as if it were an archive: the same names, kinds and limits.</summary>
internal static class FolderScan
{
    /// <param name="shown">The folder as messages name it.</param>
    /// <returns>The paths of the files below the folder, with slashes, in ordinal order.</returns>
    /// <exception cref="BuildException">It holds a link, a name that Windows doesn't allow, or too much.</exception>
    public static IReadOnlyList<string> Files(string shown, string folder, UnpackBudget budget)
    {
        List<string> files = [];
        Stack<DirectoryInfo> waiting = new([new DirectoryInfo(folder)]);
        while (waiting.TryPop(out var next))
        {
            foreach (var entry in next.EnumerateFileSystemInfos())
            {
                var path = Path.GetRelativePath(folder, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
                budget.AddEntry(shown, path);
                Require(shown, path, entry);
                if (entry is DirectoryInfo below)
                {
                    waiting.Push(below);
                }
                else
                {
                    budget.AddBytes(shown, path, ((FileInfo)entry).Length);
                    files.Add(path);
                }
            }
        }

        files.Sort(StringComparer.Ordinal);
        return files;
    }

    private static void Require(string shown, string path, FileSystemInfo entry)
    {
        if (EntryName.Fault(path) is { } fault)
        {
            throw Refusal.Name(shown, path, fault);
        }

        if ((entry.Attributes & (FileAttributes.ReparsePoint | FileAttributes.Device)) != 0)
        {
            throw Refusal.NoFile(shown, path, "a link or a device");
        }
    }
}
