using System.Diagnostics;

namespace XenGuestTools.Core.Windows;

/// <summary>Waits for programs to end.</summary>
public static class FileUse
{
    /// <summary>A service reports that it has stopped before its process is gone; until then its file can be neither deleted nor replaced.</summary>
    /// <returns>False when the file is still in use after that time; true at once when there is no such file.</returns>
    public static bool WaitUntilFree(string path, int seconds)
    {
        for (var watch = Stopwatch.StartNew(); IsInUse(path); Thread.Sleep(100))
        {
            if (watch.ElapsedMilliseconds > seconds * 1000L)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsInUse(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return File.Exists(path);
        }
    }
}
