using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using XenGuestTools.Build.Archives;

namespace XenGuestTools.Tests.Drivers;

public sealed class An_archive_that_is_not_safe : IDisposable
{
    private readonly Checkout checkout = new();

    public static TheoryData<string> BadNames =>
    [
        "../xenbus.inf", "xenbus/../../xenbus.inf", "..", "/etc/passwd", @"\xenbus.inf", @"..\xenbus.inf", "C:/xenbus.inf", "c:xenbus.inf", "xenbus/CON", "NUL.txt", "com1", "LPT9.inf", "con .txt", "CONIN$",
        "xenbus.inf:stream", "xenbus./a", "xenbus /a", "a.", "a ", "a?b", "a*b", "a\u0001b",
    ];

    [Theory]
    [InlineData("xenbus/x64/xenbus.inf")]
    [InlineData("./xenbus/./x64//xenbus.inf")]
    [InlineData("console.txt")]
    [InlineData(".hidden/com10.txt")]
    [InlineData("nul_.txt")]
    public void Is_not_one_with_such_a_name(string name) => Assert.Null(EntryName.Fault(name));

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task By_the_name_of_an_entry_is_refused_in_a_tar(string name)
    {
        checkout.Put("evil.tar", Archives.Tar(SomePackages.Files().Append(new(name, [1])).ToDictionary()));

        var message = await checkout.RefusalAsync(checkout.Source("evil.tar"));
        Assert.Contains("XGD2102", message, StringComparison.Ordinal);
        Assert.Contains("evil.tar", message, StringComparison.Ordinal);
        Assert.Contains(Refusal.Shown(name), message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u0001', message);
    }

    /// <summary>.NET's reader makes room for all of it before it looks whether it is there.</summary>
    [Theory]
    [InlineData("77777777777")]
    [InlineData("07777777777")]
    public async Task By_the_size_of_an_extended_header_is_refused_without_taking_memory(string size)
    {
        var tar = Archives.Tar(SomePackages.Files());
        Encoding.ASCII.GetBytes(size).CopyTo(tar, 124);
        checkout.Put("evil.tar", tar);
        var before = GC.GetTotalAllocatedBytes();

        Assert.Contains("XGD2105", await checkout.RefusalAsync(checkout.Source("evil.tar")), StringComparison.Ordinal);

        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 500_000_000);
    }

    [Fact]
    public async Task By_an_entry_that_has_two_sizes_is_refused()
    {
        PaxTarEntry entry = new(TarEntryType.RegularFile, "xenbus/x64/xenbus.inf", new Dictionary<string, string> { ["comment"] = "x size=1" }) { DataStream = new MemoryStream([1]) };
        checkout.Put("evil.tar", Archives.Tar([entry]));

        Assert.Contains("changes the size of an entry", await checkout.RefusalAsync(checkout.Source("evil.tar")), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(BadNames))]
    public async Task By_the_name_of_an_entry_is_refused_in_a_zip(string name)
    {
        checkout.Put("evil.zip", Archives.Zip(SomePackages.Files().Append(new(name, [1])).ToDictionary()));

        Assert.Contains("XGD2102", await checkout.RefusalAsync(checkout.Source("evil.zip")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xenbus/x64/XENBUS.INF")]
    [InlineData("xenbus")]
    [InlineData("xenbus/x64/xenbus.inf/more")]
    public async Task By_an_entry_in_the_place_of_another_is_refused(string name)
    {
        checkout.Put("evil.tar", Archives.Tar(SomePackages.Files().Append(new(name, [1])).ToDictionary()));

        Assert.Contains("taken by another entry", await checkout.RefusalAsync(checkout.Source("evil.tar")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink, "a symbolic link")]
    [InlineData(TarEntryType.HardLink, "a hard link")]
    [InlineData(TarEntryType.Fifo, "Fifo")]
    [InlineData(TarEntryType.CharacterDevice, "CharacterDevice")]
    public async Task By_an_entry_that_is_no_file_is_refused_in_a_tar(TarEntryType type, string kind)
    {
        PaxTarEntry entry = new(type, "xenbus/x64/xenbus.inf");
        if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
        {
            entry.LinkName = "/etc/passwd";
        }

        checkout.Put("evil.tar", Archives.Tar([entry]));

        var message = await checkout.RefusalAsync(checkout.Source("evil.tar"));
        Assert.Contains("XGD2103", message, StringComparison.Ordinal);
        Assert.Contains(kind, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_link_is_refused_in_a_zip()
    {
        using MemoryStream bytes = new();
        using (ZipArchive zip = new(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.CreateEntry("xenbus/x64/xenbus.inf").ExternalAttributes = unchecked((int)0xA1FF0000);
        }

        checkout.Put("evil.zip", bytes.ToArray());
        Assert.Contains("a symbolic link", await checkout.RefusalAsync(checkout.Source("evil.zip")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_a_link_is_refused_in_an_ISO_and_in_a_folder()
    {
        SomePackages.Write(checkout.Source("disc"), SomePackages.Files());
        File.CreateSymbolicLink(checkout.Source("disc/link"), "/etc/passwd");

        Assert.Contains("XGD2103", await checkout.RefusalAsync(checkout.Source("disc")), StringComparison.Ordinal);
        await Archives.IsoAsync(checkout.Source("evil.iso"), checkout.Source("disc"));
        Assert.Contains("a symbolic link", await checkout.RefusalAsync(checkout.Source("evil.iso")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..", "leaves its folder")]
    [InlineData("../../..", "leaves its folder")]
    [InlineData("aux", "device")]
    public async Task By_the_name_of_a_folder_is_refused_in_an_MSI_before_anything_is_written(string folder, string fault)
    {
        await InstallerPackage.MakeAsync(checkout.Source("evil.msi"), new Dictionary<string, byte[]> { [folder + "/xenbus.inf"] = [1] });

        var message = await checkout.RefusalAsync(checkout.Source("evil.msi"));
        Assert.Contains("XGD2102", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1 << 20, 10)]
    [InlineData(5_000, 10_000)]
    public async Task By_its_size_is_refused_as_every_kind(long bytes, int entries)
    {
        var files = SomePackages.Files();
        SomePackages.Write(checkout.Source("folder"), files);
        checkout.Put("bomb.zip", Archives.Zip(files));
        checkout.Put("bomb.tar.gz", Archives.Gzip(Archives.Tar(files)));
        checkout.Limits = new UnpackLimits(bytes, entries);

        foreach (var source in new[] { "folder", "bomb.zip", "bomb.tar.gz" })
        {
            Assert.Contains("XGD2104", await checkout.RefusalAsync(checkout.Source(source)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task By_the_size_of_all_that_is_in_it_is_refused()
    {
        var inner = Archives.Zip(SomePackages.Files()); // 15 entries
        checkout.Put("nested.zip", Archives.Zip(new Dictionary<string, byte[]> { ["a.zip"] = inner, ["b.zip"] = inner }));

        checkout.Limits = new UnpackLimits(1 << 20, 31);
        Assert.Contains("nested.zip/b.zip", await checkout.RefusalAsync(checkout.Source("nested.zip")), StringComparison.Ordinal);
        checkout.Limits = new UnpackLimits(1 << 20, 32);
        Assert.Equal(0, await checkout.AddAsync(checkout.Source("nested.zip")));
    }

    [Fact]
    public async Task By_the_size_of_what_a_program_unpacks_is_refused()
    {
        checkout.Limits = new UnpackLimits(1 << 20, 100);
        SomePackages.Write(checkout.Source("content"), new Dictionary<string, byte[]> { ["zeros"] = new byte[8 << 20] });
        await Archives.CabAsync(checkout.Source("bomb.cab"), checkout.Source("content"));
        await InstallerPackage.MakeAsync(checkout.Source("bomb.msi"), new Dictionary<string, byte[]> { ["folder/zeros"] = new byte[8 << 20] });

        Assert.Contains("XGD2104", await checkout.RefusalAsync(checkout.Source("bomb.cab")), StringComparison.Ordinal);
        Assert.Contains("XGD2104", await checkout.RefusalAsync(checkout.Source("bomb.msi")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task By_zeros_behind_its_end_is_refused()
    {
        checkout.Limits = new UnpackLimits(1 << 20, 100);
        checkout.Put("bomb.tgz", Archives.Gzip([.. Archives.Tar(SomePackages.Files()), .. new byte[4 << 20]]));

        Assert.Contains("XGD2104", await checkout.RefusalAsync(checkout.Source("bomb.tgz")), StringComparison.Ordinal);
    }

    public void Dispose() => checkout.Dispose();
}
