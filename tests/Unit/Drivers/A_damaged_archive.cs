using System.Text;
using CsCheck;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Drivers;

public sealed class A_damaged_archive : IDisposable
{
    private readonly Checkout checkout = new();

    public static TheoryData<string> Cut => ["cut.zip", "cut.tar", "cut.tar.gz"];

    [Theory]
    [MemberData(nameof(Cut))]
    public async Task That_ends_early_is_refused_by_its_name(string name)
    {
        var whole = Whole(name);
        checkout.Put(name, whole[..(whole.Length - (whole.Length / 3) - 7)]);

        var message = await checkout.RefusalAsync(checkout.Source(name));
        Assert.Contains("XGD2105", message, StringComparison.Ordinal);
        Assert.Contains(name, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_ends_early_is_refused_when_a_program_unpacks_it()
    {
        SomePackages.Write(checkout.Source("content"), SomePackages.Files());
        await Archives.CabAsync(checkout.Source("cut.cab"), checkout.Source("content"));
        await Archives.IsoAsync(checkout.Source("cut.iso"), checkout.Source("content"));
        await InstallerPackage.MakeAsync(checkout.Source("cut.msi"), SomePackages.Files(""));
        foreach (var name in new[] { "cut.cab", "cut.iso", "cut.msi" })
        {
            var whole = await File.ReadAllBytesAsync(checkout.Source(name), TestContext.Current.CancellationToken);
            checkout.Put(name, whole[..(whole.Length * 2 / 3)]);
            Assert.Contains("XGD2105", await checkout.RefusalAsync(checkout.Source(name)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text.zip")]
    [InlineData("text.tar")]
    [InlineData("text.tgz")]
    [InlineData("text.cab")]
    [InlineData("text.iso")]
    [InlineData("text.msi")]
    public async Task That_is_none_is_refused(string name)
    {
        checkout.Put(name, Encoding.ASCII.GetBytes(new string('x', 5000)));
        Assert.Contains("XGD2105", await checkout.RefusalAsync(checkout.Source(name)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_changed_byte_in_a_stored_file_is_refused()
    {
        var zip = Archives.Zip(new Dictionary<string, byte[]> { ["xenbus/x64/xenbus.sys"] = [.. Enumerable.Range(0, 256).Select(i => (byte)(i * 149))] });
        zip[70] ^= 0x10;
        checkout.Put("flipped.zip", zip);

        Assert.Contains("XGD2105", await checkout.RefusalAsync(checkout.Source("flipped.zip")), StringComparison.Ordinal);
    }

    /// <summary>Whatever the bytes are: the packages are taken, or there is a sentence and nothing has changed.</summary>
    [Theory]
    [MemberData(nameof(Cut))]
    public async Task Never_makes_anything_but_a_refusal(string name)
    {
        var whole = Whole(name);
        var empty = checkout.State();
        var change = Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Frequency((3, Gen.Byte), (1, Gen.Const((byte)0)), (1, Gen.Const((byte)0xFF))));
        var refused = 0;
        await Gen.Select(change.Array[1, 8], Gen.Frequency((3, Gen.Const(0)), (1, Gen.Int[0, whole.Length]))).SampleAsync(
            async (changes, cut) =>
            {
                var bytes = whole[..(whole.Length - cut)];
                foreach (var (at, value) in changes.Where(c => c.Item1 < bytes.Length))
                {
                    bytes[at] = value;
                }

                checkout.Put(name, bytes);
                try
                {
                    Assert.Equal(0, await checkout.AddAsync(checkout.Source(name)));
                    await checkout.Commands().RemoveAsync([], all: true);
                }
                catch (BuildException e)
                {
                    refused++;
                    Assert.StartsWith("XGD21", e.Message, StringComparison.Ordinal);
                }

                Assert.Equal(empty, checkout.State().Where(entry => !entry.StartsWith("drivers/x64 ", StringComparison.Ordinal)));
            },
            iter: 40,
            threads: 1);
        Assert.True(refused > 0);
    }

    public void Dispose() => checkout.Dispose();

    private static byte[] Whole(string name) => Path.GetExtension(name) switch
    {
        ".zip" => Archives.Zip(SomePackages.Files()),
        ".tar" => Archives.Tar(SomePackages.Files()),
        _ => Archives.Gzip(Archives.Tar(SomePackages.Files())),
    };
}
