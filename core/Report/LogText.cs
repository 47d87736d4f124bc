using System.Text;

namespace XenGuestTools.Core.Report;

/// <summary>Log files are UTF-16 with a byte order mark (Windows Installer), UTF-8, or in the code page of the machine. What is none of the first two is read and written byte by byte, so that nothing of it is lost. Pure.</summary>
public static class LogText
{
    private const int MarkLength = 2;

    /// <summary>The file without what <see cref="Redaction"/> takes out; UTF-16 becomes UTF-8.</summary>
    /// <param name="wholeLines">The bytes are the end of a longer file: what comes before the first line break is left out.</param>
    public static byte[] Redacted(ReadOnlySpan<byte> content, bool wholeLines)
    {
        var isWide = IsWide(content);
        var encoding = isWide ? Encoding.Unicode : IsUtf8(content) ? Encoding.UTF8 : Encoding.Latin1;
        var text = encoding.GetString(isWide ? content[(content.Length % MarkLength)..] : content).TrimStart('\uFEFF');
        var start = wholeLines ? text.IndexOf('\n', StringComparison.Ordinal) + 1 : 0;
        return (isWide ? Encoding.UTF8 : encoding).GetBytes(Redaction.Of(text[start..]));
    }

    /// <summary>The end of a UTF-16 file has no mark: then the zeros of its Latin letters tell.</summary>
    private static bool IsWide(ReadOnlySpan<byte> content)
    {
        if (content is [0xFF, 0xFE, ..])
        {
            return true;
        }

        var sample = content[..Math.Min(content.Length, 4096)];
        return sample.Length > 0 && sample.Count((byte)0) > sample.Length / 3;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> content) => System.Text.Unicode.Utf8.IsValid(content);
}
