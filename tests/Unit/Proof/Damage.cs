using CsCheck;

namespace XenGuestTools.Tests.Proof;

/// <summary>What may happen to a file on its way.</summary>
internal static class Damage
{
    /// <summary>A copy in which one bit is another.</summary>
    public static byte[] Flip(byte[] file, int position, int bit)
    {
        var changed = (byte[])file.Clone();
        changed[position] ^= (byte)(1 << bit);
        return changed;
    }

    /// <summary>Copies of which up to eight bytes are others, or a part is missing or twice there.</summary>
    public static Gen<byte[]> Of(byte[] file)
    {
        var place = Gen.Int[0, file.Length - 1];
        return Gen.OneOf(
            Gen.Select(place, Gen.Byte).Array[1, 8].Select(changes =>
            {
                var changed = (byte[])file.Clone();
                foreach (var (position, value) in changes)
                {
                    changed[position] = value;
                }

                return changed;
            }),
            place.Select(length => file[..length]),
            Gen.Select(place, place).Select((a, b) => (byte[])[.. file[..a], .. file[b..]]));
    }
}
