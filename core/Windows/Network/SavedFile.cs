using System.Runtime.Versioning;
using XenGuestTools.Core.Network;

namespace XenGuestTools.Core.Windows.Network;

/// <summary>The files in the folder of the saved settings. Each is whole or not there.</summary>
[SupportedOSPlatform("windows")]
internal static class SavedFile
{
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

    /// <returns>The path of a copy of this program in the folder.</returns>
    /// <exception cref="NetworkException">XGT1203.</exception>
    public static string CopyProgram()
    {
        try
        {
            return ProgramCopy.Into(NetworkFolder.FolderPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NetworkException.NotWritten(NetworkFolder.FolderPath, e.Message);
        }
    }

    private static void Write(string path, byte[] content)
    {
        try
        {
            WholeFile.Write(path, content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NetworkException.NotWritten(path, e.Message);
        }
    }
}
