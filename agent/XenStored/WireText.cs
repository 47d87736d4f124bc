using System.Text;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.XenStored;

/// <summary>Texts in payloads: strict UTF-8, ended by a NUL, except for a value, which ends with its message.</summary>
internal static class WireText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ArgumentException">A text has a NUL or is no Unicode.</exception>
    public static byte[] Ended(params IEnumerable<string> texts) => [.. texts.SelectMany(t => Bytes(t).Append((byte)0))];

    /// <exception cref="ArgumentException">The text has a NUL or is no Unicode.</exception>
    public static byte[] Bytes(string text) =>
        text.Contains('\0', StringComparison.Ordinal) ? throw new ArgumentException("A text for xenstore must not have a NUL.", nameof(text)) : Utf8.GetBytes(text);

    /// <exception cref="XenStoreException">The bytes are not UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new XenStoreException(XenStoreError.NotText, "What xenstore holds is not UTF-8.", e);
        }
    }

    /// <exception cref="XenStoreException">The bytes are not UTF-8.</exception>
    public static string[] Split(ReadOnlySpan<byte> bytes) => Decode(bytes).Split('\0', StringSplitOptions.RemoveEmptyEntries);
}
