using System.Buffers.Binary;

namespace XenGuestTools.Core.Offline;

/// <summary>
/// The first bytes of a hive file: "regf", then two numbers that differ while a write is under way. A Windows that ended by a blue screen leaves most of its hives so; the log files beside them have the rest, and
/// Windows adds it when it loads the hive (the format: documented by those who read it, such as libyal's libregf, not by Microsoft).
/// </summary>
public static class HiveHeader
{
    public const int Size = 12;

    public static bool IsUnfinished(ReadOnlySpan<byte> start) => start.Length >= Size && start.StartsWith("regf"u8)
        && BinaryPrimitives.ReadUInt32LittleEndian(start[4..]) != BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
}
