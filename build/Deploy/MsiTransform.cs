using System.Buffers.Binary;
using System.Text;

namespace XenGuestTools.Build.Deploy;

/// <summary>
/// Writes a transform that adds rows to the table Property of any MSI. Neither msitools nor Wine can make one, and on Windows one would need a package for each; this one asks nothing of the package that it is used with.
/// The format is what msi.dll reads; where it is not documented, Wine's dlls/msi/table.c says how it does.
/// </summary>
internal static class MsiTransform
{
    private static readonly Guid Kind = new("000C1082-0000-0000-C000-000000000046");
    private static readonly Guid SummaryFormat = new("F29F85E0-4FF9-1068-AB91-08002B27B3D9");
    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._";

    /// <param name="subject">For people who look at the file's properties.</param>
    /// <param name="properties">They must not be in the package already.</param>
    public static byte[] Adding(string subject, string author, IReadOnlyList<(string Name, string Value)> properties)
    {
        List<string> texts = [];
        MemoryStream rows = new();
        foreach (var (name, value) in properties)
        {
            Put(rows, 0x0201); // a new row with two columns
            Put(rows, NumberOf(name));
            Put(rows, NumberOf(value));
        }

        MemoryStream pool = new();
        MemoryStream data = new();
        Put(pool, 0); // no code page: all is ASCII
        Put(pool, 0); // numbers of texts have two bytes
        foreach (var text in texts)
        {
            Put(pool, text.Length);
            Put(pool, 1); // used once
            data.Write(Encoding.ASCII.GetBytes(text));
        }

        return CompoundFile.Of(Kind, new Dictionary<string, byte[]>
        {
            [Table("Property")] = rows.ToArray(),
            [Table("_StringPool")] = pool.ToArray(),
            [Table("_StringData")] = data.ToArray(),
            ["\u0005SummaryInformation"] = Summary(subject, author),
        });

        int NumberOf(string text)
        {
            texts.Add(text);
            return texts.Count;
        }
    }

    /// <summary>The name of a table's stream: two characters of its name in one.</summary>
    internal static string Table(string name)
    {
        StringBuilder stream = new("\u4840");
        for (var i = 0; i < name.Length; i += 2)
        {
            var first = Digits.IndexOf(name[i], StringComparison.Ordinal);
            stream.Append((char)(i + 1 < name.Length ? 0x3800 + first + (Digits.IndexOf(name[i + 1], StringComparison.Ordinal) << 6) : 0x4800 + first));
        }

        return $"{stream}";
    }

    /// <summary>
    /// The properties that a transform has to have (Microsoft: "Summary Information Stream Property Set", the column for transforms). The count of characters, which says what a package must be like and which errors
    /// don't count, is 0: any package, no errors.
    /// </summary>
    private static byte[] Summary(string subject, string author)
    {
        const int Text = 0x1E;
        const int Number = 3;
        const int Short = 2;
        const string AnyPackage = "{00000000-0000-0000-0000-000000000000}0.0.0";
        List<(int Id, byte[] Value)> values =
        [
            (1, Value(Short, 1252)), (2, TextValue("Transform")), (3, TextValue(subject)), (4, TextValue(author)), (7, TextValue("x64;1033")), (8, TextValue("x64;1033")),
            (9, TextValue($"{AnyPackage};{AnyPackage};{{00000000-0000-0000-0000-000000000000}}")), (14, Value(Number, 500)), (16, Value(Number, 0)),
        ];
        MemoryStream section = new();
        var place = 8 + (values.Count * 8);
        var offset = place;
        Put(section, offset + values.Sum(value => value.Value.Length), 4);
        Put(section, values.Count, 4);
        foreach (var (id, value) in values)
        {
            Put(section, id, 4);
            Put(section, offset, 4);
            offset += value.Length;
        }

        MemoryStream stream = new();
        Put(stream, 0xFFFE);
        Put(stream, 0);
        Put(stream, 0x00020005, 4); // written by Windows
        stream.Write(new byte[16]);
        Put(stream, 1, 4);
        stream.Write(SummaryFormat.ToByteArray());
        Put(stream, 48, 4);
        stream.Write(section.ToArray());
        values.ForEach(value => stream.Write(value.Value));
        return stream.ToArray();

        static byte[] Value(int type, int number)
        {
            var value = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(value, type);
            BinaryPrimitives.WriteInt32LittleEndian(value.AsSpan(4), number);
            return value;
        }

        static byte[] TextValue(string text) => [.. Value(Text, text.Length + 1), .. Encoding.ASCII.GetBytes(text.PadRight((text.Length + 4) / 4 * 4, '\0'))];
    }

    private static void Put(MemoryStream stream, int number, int size = 2)
    {
        for (var i = 0; i < size; i++)
        {
            stream.WriteByte((byte)(number >> (8 * i)));
        }
    }
}
