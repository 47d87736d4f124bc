using System.Reflection.PortableExecutable;
using XenGuestTools.Build;
using XenGuestTools.Build.Wix;

namespace XenGuestTools.Tests.Wix;

public sealed class The_header_of_a_32_bit_assembly : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("xgt-wix-test").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Loses_the_flag_and_nothing_else()
    {
        var file = Only32Bit();
        var before = File.ReadAllBytes(file);

        Assert.True(ClrHeader.AllowAnyCpu(file));

        Assert.Equal(CorFlags.ILOnly, Flags(file) & (CorFlags.ILOnly | CorFlags.Requires32Bit | CorFlags.Prefers32Bit));
        Assert.Equal(1, before.Zip(File.ReadAllBytes(file)).Count(b => b.First != b.Second));
    }

    [Fact]
    public void Is_left_alone_the_second_time()
    {
        var file = Only32Bit();
        ClrHeader.AllowAnyCpu(file);

        Assert.False(ClrHeader.AllowAnyCpu(file));
    }

    [Fact]
    public void Of_something_that_is_no_assembly_is_an_error()
    {
        var file = Path.Combine(folder, "text.exe");
        File.WriteAllText(file, new string('x', 1000));

        Assert.Contains("not a .NET assembly", Assert.Throws<BuildException>(() => ClrHeader.AllowAnyCpu(file)).Message, StringComparison.Ordinal);
    }

    // This test's own assembly, marked as candle.exe is.
    private string Only32Bit()
    {
        var file = Path.Combine(folder, "a.dll");
        var bytes = File.ReadAllBytes(typeof(The_header_of_a_32_bit_assembly).Assembly.Location);
        using var reader = new PEReader(new MemoryStream(bytes));
        bytes[reader.PEHeaders.CorHeaderStartOffset + 16] |= (byte)CorFlags.Requires32Bit;
        File.WriteAllBytes(file, bytes);
        return file;
    }

    private static CorFlags Flags(string file)
    {
        using var reader = new PEReader(File.OpenRead(file));
        return reader.PEHeaders.CorHeader!.Flags;
    }
}
