using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Package.Built;

/// <summary>
/// A built setup program: the manifest of its chain and the files of its user interface. The section <c>.wixburn</c> of the executable says how long the engine and the containers behind it are
/// (WiX: burn/engine/section.cpp); the first container is the cabinet with both.
/// </summary>
internal sealed class BurnBundle
{
    private const uint Magic = 0x00f14300;
    private const int StubSizeOffset = 24;
    private const int FirstContainerSizeOffset = 48;

    private readonly IReadOnlyDictionary<string, byte[]> files;

    private BurnBundle(IReadOnlyDictionary<string, byte[]> files) => this.files = files;

    public XElement Manifest => Roots("BurnManifest").Single();

    /// <summary>What the bootstrapper application reads about bundle and packages.</summary>
    public XElement ApplicationData => Roots("BootstrapperApplicationData").Single();

    /// <summary>The theme of the user interface.</summary>
    public XElement Theme => Roots("Theme").Single();

    public static async Task<BurnBundle> OpenAsync()
    {
        var cabinet = UserInterfaceCabinet(await File.ReadAllBytesAsync(Results.File("XenGuestToolsSetup-x64.exe"), TestContext.Current.CancellationToken));
        var folder = Directory.CreateTempSubdirectory("xgt-bundle-");
        try
        {
            var path = Path.Combine(folder.FullName, "ux.cab");
            await File.WriteAllBytesAsync(path, cabinet, TestContext.Current.CancellationToken);
            await new Tool("cabextract").RunAsync(["-q", "-d", Path.Combine(folder.FullName, "ux"), path], TestContext.Current.CancellationToken);
            return new(Directory.GetFiles(Path.Combine(folder.FullName, "ux")).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] UserInterfaceCabinet(byte[] program)
    {
        using var reader = new PEReader(new MemoryStream(program));
        var section = program.AsSpan(reader.PEHeaders.SectionHeaders.Single(s => s.Name == ".wixburn").PointerToRawData);
        Assert.Equal(Magic, BinaryPrimitives.ReadUInt32LittleEndian(section));
        var stub = BinaryPrimitives.ReadInt32LittleEndian(section[StubSizeOffset..]);
        var size = BinaryPrimitives.ReadInt32LittleEndian(section[FirstContainerSizeOffset..]);
        return program[stub..(stub + size)];
    }

    private IEnumerable<XElement> Roots(string name) => files.Values.Select(Xml).OfType<XElement>().Where(r => r.Name.LocalName == name);

    // Logo, licence and application are in the same cabinet; XML begins with its first tag, after a byte order mark.
    private static XElement? Xml(byte[] content)
    {
        using var stream = new MemoryStream(content);
        return content.AsSpan(0, Math.Min(8, content.Length)).Contains((byte)'<') ? XDocument.Load(stream).Root : null;
    }
}
