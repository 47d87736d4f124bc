using System.Globalization;

namespace XenGuestTools.Build.Native;

/// <summary>Finds a program of the system, whatever version of it is there.</summary>
public static class ProgramSearch
{
    /// <summary>The path of <paramref name="name"/>, or else of the newest <c>name-N</c> (Debian's LLVM packages have only these if the unversioned package is missing).</summary>
    public static string Find(string name) =>
        Find(name, (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
        ?? throw new BuildException($"The program '{name}' is not installed; native programs for Windows are built with it. Run './build.sh setup' to install what the build needs.");

    public static string? Find(string name, IEnumerable<string> folders)
    {
        var existing = folders.Where(Directory.Exists).ToList();
        return existing.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists)
            ?? existing.SelectMany(folder => Directory.GetFiles(folder, $"{name}-*")).Where(file => Version(file) > 0).MaxBy(Version);

        int Version(string file) =>
            int.TryParse(Path.GetFileName(file).AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0;
    }
}
