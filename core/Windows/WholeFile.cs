namespace XenGuestTools.Core.Windows;

/// <summary>Writes files that are whole or not there, also when the machine stops in between.</summary>
internal static class WholeFile
{
    public static void Write(string path, byte[] content)
    {
        var temporary = path + ".new";
        using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
