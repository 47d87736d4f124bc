using System.Runtime.Versioning;
using System.Security.Cryptography;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>The files in the folder of the saved settings. Each is whole or not there.</summary>
[SupportedOSPlatform("windows")]
internal static class SavedFile
{
    private const string ProgramPattern = "guesttools-*.exe";

    /// <returns>Null if nothing is saved.</returns>
    /// <exception cref="NetworkException">XGT1201.</exception>
    public static SavedNetwork? Read()
    {
        if (!File.Exists(NetworkFolder.SavedPath))
        {
            return null;
        }

        using var file = File.OpenRead(NetworkFolder.SavedPath);
        var content = new byte[(int)Math.Min(file.Length, SavedNetworkFile.MaximumSize + 1)];
        file.ReadExactly(content);
        return SavedNetworkFile.Read(content, NetworkFolder.SavedPath);
    }

    /// <exception cref="NetworkException">XGT1201, XGT1203.</exception>
    public static void Write(SavedNetwork saved) => Write(NetworkFolder.SavedPath, SavedNetworkFile.Write(saved, NetworkFolder.SavedPath));

    /// <summary>Copies this program into the folder, so that it is there when all packages are removed. Its name is of its content: a copy that runs is never in the way of a newer one.</summary>
    /// <returns>The path of the copy.</returns>
    /// <exception cref="NetworkException">XGT1203.</exception>
    public static string CopyProgram()
    {
        var content = File.ReadAllBytes(Environment.ProcessPath!);
        var path = Path.Combine(NetworkFolder.FolderPath, ProgramPattern.Replace("*", Convert.ToHexString(SHA256.HashData(content))[..16], StringComparison.Ordinal));
        if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            Write(path, content);
        }

        foreach (var old in Directory.EnumerateFiles(NetworkFolder.FolderPath, ProgramPattern).Where(f => !Names.Same(f, path)))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // it runs: the next save deletes it
            }
        }

        return path;
    }

    private static void Write(string path, byte[] content)
    {
        try
        {
            var temporary = path + ".new";
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NetworkException.NotWritten(path, e.Message);
        }
    }
}
