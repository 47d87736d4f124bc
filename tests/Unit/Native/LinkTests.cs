using System.Reflection.PortableExecutable;
using XenGuestTools.Build;
using XenGuestTools.Build.Native;

namespace XenGuestTools.Tests.Native;

/// <summary>Links real programs with the linker that NativeAOT programs get on Linux; a few lines of C stand for the compiled C#.</summary>
public sealed class A_link_on_Linux : IDisposable
{
    private const DllCharacteristics Hardened = DllCharacteristics.HighEntropyVirtualAddressSpace | DllCharacteristics.DynamicBase | DllCharacteristics.NxCompatible;

    private readonly NativeToolchain toolchain = new(Paths.OfThisCheckout());
    private readonly string folder = Directory.CreateTempSubdirectory("xgt link ").FullName;

    [Fact]
    public async Task Makes_a_program_with_ASLR_and_DEP()
    {
        var headers = await LinkAsync("int wmain(void) { return 0; }", ["/SUBSYSTEM:CONSOLE", "/ENTRY:wmainCRTStartup /NOEXP /NOIMPLIB /STACK:1572864"]);

        Assert.Equal(Machine.Amd64, headers.CoffHeader.Machine);
        Assert.Equal(Subsystem.WindowsCui, headers.PEHeader!.Subsystem);
        Assert.Equal(Hardened, headers.PEHeader.DllCharacteristics & Hardened);
        Assert.NotEqual(0, headers.PEHeader.BaseRelocationTableDirectory.Size);
        Assert.Equal(1572864u, headers.PEHeader.SizeOfStackReserve);
    }

    [Fact]
    public async Task Makes_a_library_with_ASLR_and_DEP()
    {
        var headers = await LinkAsync("__declspec(dllexport) int answer(void) { return 42; } int DllMain(void *a, unsigned b, void *c) { return 1; }", ["/DLL"]);

        Assert.True(headers.IsDll);
        Assert.Equal(Hardened, headers.PEHeader!.DllCharacteristics & Hardened);
        Assert.NotEqual(0, headers.PEHeader.ExportTableDirectory.Size);
    }

    [Fact]
    public async Task Gives_the_same_bytes_for_the_same_input()
    {
        const string source = "int wmain(void) { return 0; }";
        await LinkAsync(source, ["/SUBSYSTEM:CONSOLE"]);
        var first = await File.ReadAllBytesAsync(Path.Combine(folder, "result"), TestContext.Current.CancellationToken);
        await Task.Delay(1100, TestContext.Current.CancellationToken); // the PE time stamp counts seconds
        await LinkAsync(source, ["/SUBSYSTEM:CONSOLE"]);

        Assert.Equal(first, await File.ReadAllBytesAsync(Path.Combine(folder, "result"), TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>Compiles <paramref name="source"/> and links it by a response file as the SDK writes it: with a byte order mark.</summary>
    private async Task<PEHeaders> LinkAsync(string source, IEnumerable<string> options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows links with Microsoft's linker.");
        var cancellation = TestContext.Current.CancellationToken;
        await toolchain.PrepareAsync(cancellation);
        var file = Path.Combine(folder, "source.c");
        var result = Path.Combine(folder, "result");
        await File.WriteAllTextAsync(file, source, cancellation);
        await new Tool(ProgramSearch.Find("clang")).RunAsync(["--target=x86_64-pc-windows-msvc", "-ffreestanding", "-mno-incremental-linker-compatible", "-c", file, "-o", $"{file}.obj"], cancellation);
        var response = Path.Combine(folder, "link.rsp");
        await File.WriteAllLinesAsync(
            response,
            [$"\"{file}.obj\"", $"/OUT:\"{result}\"", $"\"{toolchain.Folder}/shim.obj\"", "\"kernel32.lib\"", "/NOLOGO /MANIFEST:NO", .. options, "/NODEFAULTLIB:libucrt.lib", "/DEFAULTLIB:ucrt.lib"],
            System.Text.Encoding.UTF8,
            cancellation);
        await new Tool(Path.Combine(toolchain.Folder, "link")).RunAsync([$"@{response}"], cancellation);
        using var stream = File.OpenRead(result);
        return new PEHeaders(stream);
    }
}
