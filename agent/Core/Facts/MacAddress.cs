using System.Globalization;

namespace XenGuestTools.Agent.Facts;

/// <summary>The 48 bits by which the host and Windows mean the same network adapter.</summary>
public readonly record struct MacAddress(ulong Bits)
{
    private const int Bytes = 6;
    private const int TextLength = (Bytes * 3) - 1;
    private const ulong Group = 1UL << 40; // the lowest bit of the first byte

    /// <summary>Null unless it is six bytes.</summary>
    public static MacAddress? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Bytes)
        {
            return null;
        }

        ulong bits = 0;
        foreach (var b in bytes)
        {
            bits = (bits << 8) | b;
        }

        return new(bits);
    }

    /// <summary>Null unless it is "00:16:3e:12:34:56", in capitals or not, of one adapter: neither zero nor a group.</summary>
    public static MacAddress? Parse(string text)
    {
        if (text.Length != TextLength)
        {
            return null;
        }

        ulong bits = 0;
        for (var i = 0; i < TextLength; i += 3)
        {
            if ((i > 0 && text[i - 1] != ':') || !char.IsAsciiHexDigit(text[i]) || !char.IsAsciiHexDigit(text[i + 1]))
            {
                return null;
            }

            bits = (bits << 8) | byte.Parse(text.AsSpan(i, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        }

        return bits == 0 || (bits & Group) != 0 ? null : new(bits);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(byte)(Bits >> 40):x2}:{(byte)(Bits >> 32):x2}:{(byte)(Bits >> 24):x2}:{(byte)(Bits >> 16):x2}:{(byte)(Bits >> 8):x2}:{(byte)Bits:x2}");
}
