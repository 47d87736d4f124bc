using System.Security.Cryptography;

namespace XenGuestTools.Core.Windows;

/// <summary>A copy of this program for a service that runs after a restart, when a CD is out of its drive and a package may be removed.</summary>
internal static class ProgramCopy
{
    private const string Pattern = "guesttools-*.exe";

    /// <summary>The name of the copy is of its content: one that runs is never in the way of a newer one. Older copies go.</summary>
    /// <returns>The path of the copy.</returns>
    public static string Into(string folder)
    {
        var content = File.ReadAllBytes(Environment.ProcessPath!);
        var path = Path.Combine(folder, Pattern.Replace("*", Convert.ToHexString(SHA256.HashData(content))[..16], StringComparison.Ordinal));
        if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
        {
            WholeFile.Write(path, content);
        }

        foreach (var old in Directory.EnumerateFiles(folder, Pattern).Where(f => !Names.Same(f, path)))
        {
            try
            {
                File.Delete(old);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue; // it runs: the next copy deletes it
            }
        }

        return path;
    }
}
