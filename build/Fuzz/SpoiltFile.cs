using System.Buffers.Binary;
using CsCheck;

namespace XenGuestTools.Build.Fuzz;

/// <summary>Good files with a few damages: bits, lengths and offsets as damaged disks and hostile people make them.</summary>
public static class SpoiltFile
{
    private const int MostDamages = 8;

    /// <summary>Values at which lengths and offsets go wrong.</summary>
    private static readonly uint[] Edges = [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    private delegate byte[] Damage(byte[] file, int place, uint value);

    private static readonly Damage[] Damages = [FlipBit, SetByte, SetLittleEndian, SetBigEndian, Cut, Delete, Repeat, Insert];

    public static Gen<byte[]> Of(IReadOnlyList<byte[]> seeds) =>
        from seed in Gen.Int[0, seeds.Count - 1]
        from damages in Gen.Select(Gen.Int[0, Damages.Length - 1], Gen.UInt, Gen.UInt).Array[1, MostDamages]
        select damages.Aggregate(seeds[seed], Apply);

    private static byte[] Apply(byte[] file, (int Damage, uint Place, uint Value) how) =>
        file.Length == 0 ? file : Damages[how.Damage](file, (int)(how.Place % (uint)file.Length), how.Value);

    private static byte[] FlipBit(byte[] file, int place, uint value) => Changed(file, copy => copy[place] ^= (byte)(1 << (int)(value % 8)));

    private static byte[] SetByte(byte[] file, int place, uint value) => Changed(file, copy => copy[place] = (byte)Edges[value % Edges.Length]);

    private static byte[] SetLittleEndian(byte[] file, int place, uint value) => SetNumber(file, place, value, BinaryPrimitives.WriteUInt32LittleEndian);

    private static byte[] SetBigEndian(byte[] file, int place, uint value) => SetNumber(file, place, value, BinaryPrimitives.WriteUInt32BigEndian);

    private static byte[] Cut(byte[] file, int place, uint value) => file[..place];

    private static byte[] Delete(byte[] file, int place, uint value) => [.. file[..place], .. file[(place + Length(file, place, value))..]];

    private static byte[] Repeat(byte[] file, int place, uint value)
    {
        var end = place + Length(file, place, value);
        return [.. file[..end], .. file[place..end], .. file[end..]];
    }

    private static byte[] Insert(byte[] file, int place, uint value) => [.. file[..place], (byte)value, (byte)(value >> 8), .. file[place..]];

    private static byte[] SetNumber(byte[] file, int place, uint value, WriteNumber write) =>
        place + sizeof(uint) > file.Length ? file : Changed(file, copy => write(copy.AsSpan(place), value % 4 == 0 ? value : Edges[value % Edges.Length]));

    private delegate void WriteNumber(Span<byte> destination, uint value);

    private static int Length(byte[] file, int place, uint value) => (int)Math.Min(1 + (value % 64), file.Length - place);

    private static byte[] Changed(byte[] file, Action<byte[]> change)
    {
        byte[] copy = [.. file];
        change(copy);
        return copy;
    }
}
