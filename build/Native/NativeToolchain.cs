namespace XenGuestTools.Build.Native;

/// <summary>
/// Compiles the C# programs for the guest to native x64 code (NativeAOT). On Windows the SDK does all of it. On Linux the SDK stops before the last step, the link;
/// there NativeAot.props names <c>artifacts/native/link</c> in place of Microsoft's linker, and this class makes that folder.
/// </summary>
public sealed class NativeToolchain(Paths paths)
{
    /// <summary>What the NativeAOT libraries import (SdkNativeLibrary in Microsoft.NETCore.Native.Windows.targets), and the two that their objects name.</summary>
    private static readonly string[] ImportLibraries =
    [
        "advapi32", "bcrypt", "crypt32", "iphlpapi", "kernel32", "mswsock", "ncrypt", "normaliz", "ntdll", "ole32", "oleaut32", "secur32", "user32", "version", "ws2_32",
        "ucrt", "uuid",
    ];

    private static readonly string[] RuntimePieces = ["crt2u.o", "dllcrt2.o", "libmingw32.a", "libmingwex.a", "libgcc.a"];

    /// <summary>Two programs share core: only one at a time may compile it.</summary>
    private static readonly SemaphoreSlim OneAtATime = new(1);

    /// <summary>For the project files: what the version resources must say of the driver packages of this build (SAMPLE or TEST-SIGNED).</summary>
    public IReadOnlyList<string> ProjectProperties { get; init; } = [];

    /// <summary>Debug is for what only tests may switch on.</summary>
    public string Configuration { get; init; } = "Release";

    /// <summary>Where the linker and its libraries lie on Linux.</summary>
    public string Folder => Path.Combine(paths.Artifacts, "native");

    private string Sources => Path.Combine(paths.Root, "build", "Native");

    /// <summary>Makes <see cref="Folder"/>; <see cref="PublishAsync"/> does it too. Takes a tenth of a second and leaves files alone that are right already.</summary>
    public async Task PrepareAsync(CancellationToken cancellation = default)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var library = Path.Combine(Folder, "lib");
        Directory.CreateDirectory(library);
        FileUpdate.Link(Path.Combine(Folder, "lld-link"), ProgramSearch.Find("lld-link"));
        var compiler = ProgramSearch.Find("x86_64-w64-mingw32-gcc");
        foreach (var name in RuntimePieces)
        {
            FileUpdate.Link(Path.Combine(library, name), await FileOfAsync(compiler, name, cancellation));
        }

        foreach (var name in ImportLibraries)
        {
            FileUpdate.Link(Path.Combine(library, $"{name}.lib"), await FileOfAsync(compiler, $"lib{name}.a", cancellation));
        }

        await CompileShimAsync(cancellation);
        FileUpdate.Write(Path.Combine(Folder, "link"), await File.ReadAllBytesAsync(Path.Combine(Sources, "link.sh"), cancellation), executable: true);
    }

    /// <summary>Builds a project of this checkout and puts its native program into a folder. Several projects may be published at once.</summary>
    /// <param name="project">The project's folder below the root, such as <c>guesttools</c>.</param>
    public async Task PublishAsync(string project, string outputFolder, CancellationToken cancellation = default)
    {
        var dotnet = new Tool("dotnet") { WorkingDirectory = paths.Root };
        string[] options = [project, "-c", Configuration, "-v", "quiet", "--nologo", .. ProjectProperties];
        await OneAtATime.WaitAsync(cancellation);
        try
        {
            await PrepareAsync(cancellation);
            await dotnet.RunAsync(["build", .. options], cancellation);
        }
        finally
        {
            OneAtATime.Release();
        }

        await dotnet.RunAsync(["publish", .. options, "--no-build", "-o", outputFolder], cancellation);
    }

    /// <summary>Asks the compiler where a file of its libraries is. It answers with the bare name if it has none.</summary>
    private static async Task<string> FileOfAsync(string compiler, string name, CancellationToken cancellation)
    {
        var answer = (await new Tool(compiler).RunAsync([$"-print-file-name={name}"], cancellation)).Trim();
        return Path.IsPathRooted(answer)
            ? Path.GetFullPath(answer)
            : throw new BuildException($"mingw-w64 has no {name}, which a native program for Windows is linked with. Run './build.sh setup' to install gcc-mingw-w64-x86-64-win32.");
    }

    private async Task CompileShimAsync(CancellationToken cancellation)
    {
        // Into a file of its own first: the object must change only with its source, or every program would be linked again.
        var made = Path.Combine(Folder, $"shim-{Guid.NewGuid():N}.obj");
        try
        {
            await new Tool(ProgramSearch.Find("clang")).RunAsync(
                ["--target=x86_64-pc-windows-msvc", "-O1", "-ffreestanding", "-Wall", "-Wextra", "-Werror", "-mno-incremental-linker-compatible", "-c", Path.Combine(Sources, "shim.c"), "-o", made],
                cancellation);
            FileUpdate.Write(Path.Combine(Folder, "shim.obj"), await File.ReadAllBytesAsync(made, cancellation));
        }
        finally
        {
            File.Delete(made);
        }
    }
}
