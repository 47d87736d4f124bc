using System.Buffers.Binary;
using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>
/// Writes the file in which Windows Installer keeps databases and transforms (Microsoft: MS-CFB, version 3): some small streams below one root. The same streams are the same bytes.
/// </summary>
internal static class CompoundFile
{
    private const int Sector = 512;
    private const int MiniSector = 64;
    private const int EntrySize = 128;

    /// <summary>From this size on a stream lies in sectors of its own, which this writer does not do.</summary>
    private const int MiniLimit = 4096;

    private const int End = -2;
    private const int Free = -1;
    private const int FatSector = -3;
    private const int NoEntry = -1;

    /// <param name="kind">The class of the root: what sort of file it is.</param>
    /// <exception cref="BuildException">A stream, or all of them, are too large.</exception>
    public static byte[] Of(Guid kind, IReadOnlyDictionary<string, byte[]> streams)
    {
        var ordered = streams.OrderBy(stream => stream.Key, Comparer<string>.Create(Compare)).ToList();
        List<int> miniFat = [];
        using MemoryStream mini = new();
        var starts = ordered.ConvertAll(stream => AppendMini(mini, miniFat, stream.Key, stream.Value));

        // FAT, directory, mini FAT, mini stream: each in one piece, in this order.
        var directory = Sectors((ordered.Count + 1) * EntrySize);
        var miniTable = Sectors(miniFat.Count * sizeof(int));
        var miniData = Sectors((int)mini.Length);
        var count = 1 + directory + miniTable + miniData;
        if (count > Sector / sizeof(int))
        {
            throw new BuildException($"A compound file of {count} sectors needs a second sector for its table, which is not written here. Make the streams smaller.");
        }

        var file = new byte[(1 + count) * Sector];
        Header(file, firstMini: 1 + directory, miniTable);
        Table(file.AsSpan(Sector, Sector), [FatSector, .. Chain(1, directory), .. Chain(1 + directory, miniTable), .. Chain(1 + directory + miniTable, miniData)]);
        var entries = file.AsSpan(2 * Sector, directory * Sector);
        for (var i = 0; i < directory * Sector / EntrySize; i++)
        {
            Entry(entries[(i * EntrySize)..], "", 0, (NoEntry, NoEntry, NoEntry), 0, 0);
        }

        Entry(entries, "Root Entry", 5, (NoEntry, NoEntry, Middle(0, ordered.Count)), 1 + directory + miniTable, (int)mini.Length);
        kind.TryWriteBytes(entries[80..]);
        Tree(entries, ordered, starts, 0, ordered.Count);
        Table(file.AsSpan((2 + directory) * Sector, miniTable * Sector), miniFat);
        mini.ToArray().CopyTo(file, (2 + directory + miniTable) * Sector);
        return file;
    }

    /// <summary>Shorter names come first, then the upper-case letters decide (MS-CFB, 2.6.4).</summary>
    private static int Compare(string a, string b) => a.Length != b.Length ? a.Length - b.Length : string.CompareOrdinal(a.ToUpperInvariant(), b.ToUpperInvariant());

    private static int Sectors(int bytes) => (bytes + Sector - 1) / Sector;

    private static int AppendMini(MemoryStream mini, List<int> table, string name, byte[] content)
    {
        if (content.Length is 0 or >= MiniLimit)
        {
            throw new BuildException($"The stream {name} has {content.Length} bytes; a compound file as it is written here takes 1 to {MiniLimit - 1}.");
        }

        var start = table.Count;
        var sectors = (content.Length + MiniSector - 1) / MiniSector;
        table.AddRange(Chain(start, sectors));
        mini.Write(content);
        mini.Write(new byte[(sectors * MiniSector) - content.Length]);
        return start;
    }

    private static IEnumerable<int> Chain(int start, int count) => Enumerable.Range(start + 1, count).Select((next, i) => i == count - 1 ? End : next);

    private static void Header(Span<byte> file, int firstMini, int miniTable)
    {
        ReadOnlySpan<byte> signature = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        signature.CopyTo(file);
        Put(file, 24, 0x3E | (3 << 16)); // minor and major version
        Put(file, 28, 0xFFFE | (9 << 16)); // byte order; sectors of 2^9
        Put(file, 32, 6); // mini sectors of 2^6
        Put(file, 44, 1); // one sector with the FAT: number 0
        Put(file, 48, 1); // the directory
        Put(file, 56, MiniLimit);
        Put(file, 60, firstMini);
        Put(file, 64, miniTable);
        Put(file, 68, End); // no more sectors with places of the FAT
        Put(file, 76, 0);
        file[80..Sector].Fill(0xFF);
    }

    private static void Table(Span<byte> sectors, List<int> next)
    {
        sectors.Fill(Free & 0xFF);
        for (var i = 0; i < next.Count; i++)
        {
            Put(sectors, i * sizeof(int), next[i]);
        }
    }

    /// <summary>The entry in the middle has those before it on its left and those after it on its right.</summary>
    private static void Tree(Span<byte> entries, List<KeyValuePair<string, byte[]>> streams, List<int> starts, int from, int to)
    {
        if (from >= to)
        {
            return;
        }

        var middle = (from + to) / 2;
        Entry(entries[((middle + 1) * EntrySize)..], streams[middle].Key, 2, (Middle(from, middle), Middle(middle + 1, to), NoEntry), starts[middle], streams[middle].Value.Length);
        Tree(entries, streams, starts, from, middle);
        Tree(entries, streams, starts, middle + 1, to);
    }

    /// <summary>The number of the entry, of which the root has 0.</summary>
    private static int Middle(int from, int to) => from < to ? 1 + ((from + to) / 2) : NoEntry;

    private static void Entry(Span<byte> entry, string name, byte type, (int Left, int Right, int Child) links, int start, int size)
    {
        entry[..EntrySize].Clear();
        Encoding.Unicode.GetBytes(name, entry);
        entry[64] = (byte)(name.Length == 0 ? 0 : (name.Length + 1) * 2);
        entry[66] = type;
        entry[67] = 1; // black
        Put(entry, 68, links.Left);
        Put(entry, 72, links.Right);
        Put(entry, 76, links.Child);
        Put(entry, 116, start);
        Put(entry, 120, size);
    }

    private static void Put(Span<byte> bytes, int offset, int value) => BinaryPrimitives.WriteInt32LittleEndian(bytes[offset..], value);
}
