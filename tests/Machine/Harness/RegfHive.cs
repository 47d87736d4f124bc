using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>
/// A hive in the form of a real Windows, written and read by hivex (Debian's hivexregedit), which knows nothing of ours. Wine loads only its own form; so the values go over to it by this file's export.
/// </summary>
public sealed class RegfHive
{
    private const string Prefix = @"HKLM\OFF";
    private readonly string path;

    private RegfHive(string path) => this.path = path;

    /// <summary>A new hive with these values.</summary>
    public static async Task<RegfHive> MakeAsync(string path, RegistryImage values)
    {
        await File.WriteAllBytesAsync(path, Empty()).ConfigureAwait(false);
        RegfHive hive = new(path);
        await hive.MergeAsync(values.Keys.Select(key => (key.Key, key.Value.Select(value => (value.Key, Reg(value.Value)))))).ConfigureAwait(false);
        return hive;
    }

    /// <summary>All of it, as text.</summary>
    public Task<string> ExportAsync() => Hivex().RunAsync(["--export", "--prefix", Prefix, path, @"\"], TestContext.Current.CancellationToken);

    /// <summary>All of it, as values.</summary>
    public async Task<RegistryImage> ReadAsync()
    {
        var lines = (await ExportAsync().ConfigureAwait(false)).Split('\n')
            .Select(line => line.StartsWith('[') ? line.Replace(Prefix + @"\", "", StringComparison.Ordinal).Replace(@"\", @"\\", StringComparison.Ordinal) : line);
        await File.WriteAllLinesAsync(path + ".txt", lines).ConfigureAwait(false);
        return WineRegistryFile.Read(path + ".txt");
    }

    /// <summary>Makes the changes that <c>guesttools offline --json</c> lists, or takes them back.</summary>
    public Task MakeAsync(IEnumerable<JsonElement> changes, string which) =>
        MergeAsync(changes.Select(change => (change.GetProperty("key").GetString()!, Enumerable.Repeat((change.GetProperty("name").GetString()!, Reg(change.GetProperty(which).GetString())), 1))));

    /// <summary>hivex makes no key above another one by itself.</summary>
    private async Task MergeAsync(IEnumerable<(string Key, IEnumerable<(string Name, string Data)> Values)> keys)
    {
        StringBuilder text = new("Windows Registry Editor Version 5.00\n");
        foreach (var (key, values) in keys)
        {
            for (var end = key.IndexOf('\\', StringComparison.Ordinal); end > 0; end = key.IndexOf('\\', end + 1))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n[{Prefix}\\{key[..end]}]\n");
            }

            text.Append(CultureInfo.InvariantCulture, $"\n[{Prefix}\\{key}]\n");
            foreach (var (name, data) in values)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(name.Length == 0 ? "@" : $"\"{name}\"")}={data}\n");
            }
        }

        await File.WriteAllTextAsync(path + ".reg", $"{text}").ConfigureAwait(false);
        await Hivex().RunAsync(["--merge", "--prefix", Prefix, path, path + ".reg"], TestContext.Current.CancellationToken).ConfigureAwait(false);
    }

    private static Tool Hivex() => new("hivexregedit");

    private static string Reg(object value) => value switch
    {
        uint number => string.Create(CultureInfo.InvariantCulture, $"dword:{number:x8}"),
        string text => Hex(1, Encoding.Unicode.GetBytes(text + '\0')),
        string[] list => Hex(7, Encoding.Unicode.GetBytes(string.Concat(list.Select(one => one + '\0')) + '\0')),
        byte[] bytes => Hex(3, bytes),
        _ => throw new ArgumentException($"A registry value can't be a {value.GetType()}.", nameof(value)),
    };

    /// <summary>From <c>4:03000000</c>; without data the value goes.</summary>
    private static string Reg(string? data) => data?.Split(':') is [var type, var hex] ? Hex(uint.Parse(type, CultureInfo.InvariantCulture), Convert.FromHexString(hex)) : "-";

    private static string Hex(uint type, byte[] bytes) => string.Create(CultureInfo.InvariantCulture, $"hex({type:x}):{string.Join(',', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)))}");

    /// <summary>A header, and one block with the root key, its security descriptor and free room (the format: hivex' and libregf's documentation of it).</summary>
    private static byte[] Empty()
    {
        const int Block = 4096;
        const int Root = 0x20;
        const int Security = Root + 88;
        const int Room = Security + 48;
        var hive = new byte[2 * Block];
        "regf"u8.CopyTo(hive);
        Put(4, 1); // two numbers that are the same: written to its end
        Put(8, 1);
        Put(20, 1); // version 1.3
        Put(24, 3);
        Put(32, 1);
        Put(36, Root);
        Put(40, Block);
        Put(44, 1);
        var sum = 0u;
        for (var i = 0; i < 508; i += 4)
        {
            sum ^= BinaryPrimitives.ReadUInt32LittleEndian(hive.AsSpan(i));
        }

        Put(508, sum);
        "hbin"u8.CopyTo(hive.AsSpan(Block));
        Put(Block + 8, Block);
        Put(Block + Root, unchecked((uint)-88));
        "nk"u8.CopyTo(hive.AsSpan(Block + Root + 4));
        Put(Block + Root + 6, 0x2C); // the root, not to be deleted, its name in bytes
        foreach (var none in new[] { 20, 32, 36, 44, 52 })
        {
            Put(Block + Root + none, uint.MaxValue);
        }

        Put(Block + Root + 48, Security);
        Put(Block + Root + 76, 4);
        "ROOT"u8.CopyTo(hive.AsSpan(Block + Root + 80));
        Put(Block + Security, unchecked((uint)-48));
        "sk"u8.CopyTo(hive.AsSpan(Block + Security + 4));
        Put(Block + Security + 8, Security);
        Put(Block + Security + 12, Security);
        Put(Block + Security + 16, 1);
        Put(Block + Security + 20, 20);
        Put(Block + Security + 24, 0x80000001); // a descriptor without any list
        Put(Block + Room, Block - Room);
        return hive;

        void Put(int offset, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(hive.AsSpan(offset), value);
    }
}
