using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Core.Offline;

/// <summary>The data of a registry value as it lies in the hive, so that it can be put back to the byte.</summary>
/// <param name="Type">As in winnt.h: 1 REG_SZ, 2 REG_EXPAND_SZ, 4 REG_DWORD, 7 REG_MULTI_SZ.</param>
/// <param name="Hex">The bytes, two digits each.</param>
public sealed record HiveData(uint Type, string Hex)
{
    private const uint Dword = 4;
    private const uint MultiText = 7;

    /// <summary>Of a REG_DWORD; null for other types.</summary>
    public int? Number => Type == Dword && Hex.Length == 8 ? BinaryPrimitives.ReadInt32LittleEndian(Convert.FromHexString(Hex)) : null;

    /// <summary>Of a REG_SZ or REG_EXPAND_SZ, which stays as it is written; null for other types.</summary>
    public string? Text => Type is 1 or 2 ? Characters().TrimEnd('\0').ToString() : null;

    /// <summary>Of a REG_MULTI_SZ; none for other types.</summary>
    public ImmutableArray<string> Texts => Type == MultiText ? MultiString.Parse(Characters()) : [];

    public static HiveData Of(int number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return new(Dword, Convert.ToHexString(bytes));
    }

    public static HiveData Of(ImmutableArray<string> texts) =>
        new(MultiText, Convert.ToHexString(MemoryMarshal.AsBytes<char>((string.Concat(texts.Select(text => text + '\0')) + '\0').ToCharArray())));

    public static HiveData Of(string text) => new(1, Convert.ToHexString(MemoryMarshal.AsBytes<char>((text + '\0').ToCharArray())));

    /// <summary>Type and bytes: <c>4:03000000</c>.</summary>
    internal string Written => $"{Type}:{Hex}";

    /// <exception cref="FormatException">It is not what <see cref="Written"/> makes.</exception>
    internal static HiveData Parse(string text) =>
        text.Split(':') is [var type, var hex] && uint.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && hex.Length % 2 == 0 && hex.All(char.IsAsciiHexDigitUpper)
            ? new(number, hex)
            : throw new FormatException($"'{text}' is no data");

    /// <summary>For people.</summary>
    public override string ToString() => (Number, Text, Type) switch
    {
        ({ } number, _, _) => $"{number}",
        (_, { } text, _) => $"\"{text}\"",
        (_, _, MultiText) => $"[{string.Join(", ", Texts)}]",
        _ => $"type {Type}, {Hex.Length / 2} bytes",
    };

    /// <summary>An odd byte at the end, which no program should write, is left out.</summary>
    private ReadOnlySpan<char> Characters() => MemoryMarshal.Cast<byte, char>(Convert.FromHexString(Hex));
}
