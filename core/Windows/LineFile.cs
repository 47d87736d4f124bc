using System.Text;

namespace XenGuestTools.Core.Windows;

/// <summary>A text file that grows line by line, each on disk before the next thing happens. A last line without an end was cut off by a loss of power: it does not count, and the next one takes its place.</summary>
public sealed class LineFile(string path)
{
    /// <returns>The whole lines; none where there is no file.</returns>
    public string[] Read()
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var text = File.ReadAllText(path);
        return text[..(text.LastIndexOf('\n') + 1)].Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);
    }

    /// <param name="line">Without a line break in it.</param>
    public void Append(string line)
    {
        using FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(WholeLength(stream));
        stream.Seek(0, SeekOrigin.End);
        stream.Write(Encoding.UTF8.GetBytes(line + Environment.NewLine));
        stream.Flush(flushToDisk: true);
    }

    private static long WholeLength(FileStream stream)
    {
        for (var length = stream.Length; length > 0; length--)
        {
            stream.Seek(length - 1, SeekOrigin.Begin);
            if (stream.ReadByte() == '\n')
            {
                return length;
            }
        }

        return 0;
    }
}
