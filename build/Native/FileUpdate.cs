namespace XenGuestTools.Build.Native;

/// <summary>Makes files that other processes may be reading: each is complete from the first moment, and one that is right already keeps its time stamp.</summary>
internal static class FileUpdate
{
    public static void Write(string path, ReadOnlySpan<byte> content, bool executable = false)
    {
        if (File.Exists(path) && content.SequenceEqual(File.ReadAllBytes(path)))
        {
            return;
        }

        var next = Next(path);
        File.WriteAllBytes(next, content);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(next, File.GetUnixFileMode(next) | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }

        File.Move(next, path, overwrite: true);
    }

    public static void Link(string path, string target)
    {
        if (new FileInfo(path).LinkTarget == target)
        {
            return;
        }

        var next = Next(path);
        File.CreateSymbolicLink(next, target);
        File.Move(next, path, overwrite: true);
    }

    private static string Next(string path) => $"{path}.{Guid.NewGuid():N}";
}
