using System.Net;
using CsCheck;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Tests.Agent;

/// <summary>Guests: one that could be, and any that a property has to hold for, however many disks, addresses and odd names it has.</summary>
internal static class AnyGuest
{
    public static readonly Version Tools = new(1, 2, 3);

    public static readonly GuestFacts Example = new(
        Tools,
        new("Windows Server 2022 Standard", 10, 0, 20348, 2113, "FILES01", "files01", "corp.example.org"),
        new(Total: 4_193_784, Free: 2_500_000),
        [new(@"C:\", 64_000_000_000, 30_000_000_000, "NTFS", "System", [@"C:\", @"D:\mnt\"]), new(@"E:\", 10_000_000_000, 9_000_000_000, "ReFS", "", [@"E:\"])],
        [new(Mac("00:16:3e:00:00:01"), Addresses("192.0.2.10", "fe80::1%7", "2001:db8::10")), new(Mac("00:16:3e:00:00:02"), Addresses("198.51.100.7"))]);

    /// <summary>The second one is reported by the driver.</summary>
    public static readonly IReadOnlyList<Vif> ExampleVifs = [new(0, Mac("00:16:3e:00:00:01"), DriverReports: false), new(1, Mac("00:16:3e:00:00:02"), DriverReports: true)];

    public const Features ExampleFeatures = Features.PowerOff | Features.Reboot | Features.StaticIp;

    private static readonly Gen<string> Text = Gen.Int[1, 0xD7FF].Select(c => (char)c).Array[0, 400].Select(c => new string(c));
    private static readonly Gen<MacAddress> AnyMac = Gen.ULong[1, 24].Select(n => new MacAddress(0x00163E000000 + n)); // few, so that guests and hosts meet
    private static readonly Gen<IPAddress> Address = Gen.OneOf(Gen.Byte.Array[4], Gen.Byte.Array[16]).Select(b => new IPAddress(b));

    private static readonly Gen<SystemFacts> System =
        Gen.Select(Text, Gen.Int[0, 99], Gen.Int[0, 99], Gen.Int[0, 99_999], Gen.Int[0, 99_999], Text, Text, Text, (name, major, minor, build, revision, host, dns, domain) => new SystemFacts(name, major, minor, build, revision, host, dns, domain));

    private static readonly Gen<MemoryFacts> Memory = Gen.Select(Gen.ULong, Gen.ULong, (total, free) => new MemoryFacts(total, free));

    private static readonly Gen<VolumeFacts> Volume =
        Gen.Select(Text, Gen.ULong, Gen.ULong, Text, Text, Text.Array[0, 5], (name, size, free, fileSystem, label, mounts) => new VolumeFacts(name, size, free, fileSystem, label, mounts));

    private static readonly Gen<AdapterFacts> Adapter = Gen.Select(AnyMac, Address.Array[0, 12], (mac, addresses) => new AdapterFacts(mac, addresses));

    public static Gen<GuestFacts> Guests { get; } = Gen.Select(System.Null(), Memory.Null(), Volume.Array[0, 24], Adapter.Array[0, 24], (system, memory, volumes, adapters) => new GuestFacts(Tools, system, memory, volumes, adapters));

    public static Gen<IReadOnlyList<Vif>> Vifs { get; } =
        Gen.Select(Gen.Int[0, 30], AnyMac, Gen.Bool, (number, mac, reports) => new Vif(number, mac, reports)).Array[0, 24].Select(IReadOnlyList<Vif> (vifs) => [.. vifs.DistinctBy(v => v.Number)]);

    public static Gen<Features> Offered { get; } = Gen.Int[0, 31].Select(f => (Features)f);

    /// <summary>What the store should hold for any guest.</summary>
    public static Gen<IReadOnlyList<StoreEntry>> Trees { get; } = Gen.Select(Guests, Vifs, Offered, GuestTree.Of);

    public static MacAddress Mac(string text) => MacAddress.Parse(text)!.Value;

    public static IPAddress[] Addresses(params string[] texts) => [.. texts.Select(IPAddress.Parse)];

    /// <summary>A guest of the example's kind with as much of all as any guest can have.</summary>
    public static (GuestFacts Facts, IReadOnlyList<Vif> Vifs) Worst()
    {
        var vifs = Enumerable.Range(0, 100).Select(i => new Vif(i, new(0x00163E000000 + (ulong)i + 1), DriverReports: false)).ToList();
        IPAddress[] addresses = [.. Enumerable.Range(1, 50).SelectMany(i => Addresses($"192.0.2.{i}", $"2001:db8::{i}"))];
        var volume = Example.Volumes[0] with { Label = new('x', 1000), MountPoints = [.. Enumerable.Range(0, 50).Select(i => $@"C:\{i}\")] };
        return (Example with { Adapters = [.. vifs.Select(v => new AdapterFacts(v.Mac, addresses))], Volumes = [.. Enumerable.Repeat(volume, 100)] }, vifs);
    }
}
