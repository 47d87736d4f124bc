using System.Text;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

/// <summary>Texts for xeniface: printable ASCII ended by a NUL. What comes back is what the store holds: UTF-8 is expected.</summary>
internal static class IfaceText
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Each text with its NUL, and one more at the end, as a write needs it; for others it does not matter.</summary>
    /// <exception cref="ArgumentException">A text has what xeniface would refuse.</exception>
    public static byte[] Ended(params ReadOnlySpan<string> texts)
    {
        List<byte> bytes = [];
        foreach (var text in texts)
        {
            foreach (var c in text)
            {
                bytes.Add(c is >= ' ' and <= '~' ? (byte)c : throw new ArgumentException("xeniface takes printable ASCII only.", nameof(texts)));
            }

            bytes.Add(0);
        }

        bytes.Add(0);
        return [.. bytes];
    }

    /// <summary>Up to the first NUL.</summary>
    /// <exception cref="XenStoreException">The bytes are not UTF-8.</exception>
    public static string First(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        try
        {
            return Utf8.GetString(end < 0 ? bytes : bytes[..end]);
        }
        catch (DecoderFallbackException e)
        {
            throw new XenStoreException(XenStoreError.NotText, "What xenstore holds is not UTF-8.", e);
        }
    }

    /// <summary>Texts one after the other, up to an empty one.</summary>
    /// <exception cref="XenStoreException">The bytes are not UTF-8.</exception>
    public static IReadOnlyList<string> All(ReadOnlySpan<byte> bytes)
    {
        List<string> texts = [];
        while (!bytes.IsEmpty && bytes[0] != 0)
        {
            var end = bytes.IndexOf((byte)0);
            texts.Add(First(bytes));
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }

        return texts;
    }
}
