using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Native;

namespace XenGuestTools.Build.Samples;

/// <summary>Compiles the drivers, services and resource libraries of the sample packages from drivers/sample, with mingw-w64. The same sources give the same bytes.</summary>
internal sealed class SampleImages(Paths paths, SampleIdentity identity)
{
    private readonly string sources = Path.Combine(paths.Root, "drivers", "sample");
    private readonly Tool compiler = new(ProgramSearch.Find("x86_64-w64-mingw32-gcc"));
    private readonly Tool linker = new(ProgramSearch.Find("lld-link"));
    private readonly Tool resourceCompiler = new(ProgramSearch.Find("x86_64-w64-mingw32-windres"));

    /// <summary>ntddk.h includes its neighbours without their folder.</summary>
    private string DriverHeaders => Path.Combine(Path.GetDirectoryName(compiler.FileName)!, "..", "x86_64-w64-mingw32", "include", "ddk");

    /// <param name="target">The image to make; what it becomes follows from its extension.</param>
    public async Task BuildAsync(string target, CancellationToken cancellation)
    {
        var scratch = Directory.CreateTempSubdirectory("xgt-sample").FullName;
        try
        {
            await (Path.GetExtension(target) switch
            {
                ".sys" => DriverAsync(target, await VersionResourceAsync(target, scratch, "coff", cancellation), cancellation),
                ".exe" => ServiceAsync(target, await VersionResourceAsync(target, scratch, "coff", cancellation), cancellation),
                ".dll" => ResourceLibraryAsync(target, await VersionResourceAsync(target, scratch, "res", cancellation), cancellation),
                _ => throw new BuildException($"The INF of a sample package names {Path.GetFileName(target)}, and there is no recipe for such a file: see build/Samples/SampleImages.cs."),
            });
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private Task<string> DriverAsync(string target, string resource, CancellationToken cancellation) => CompileAsync(
        target,
        ["-nostdlib", "-Wl,--subsystem,native", "-Wl,--entry,DriverEntry", $"-I{DriverHeaders}", Path.Combine(sources, "driver.c"), resource],
        cancellation);

    private Task<string> ServiceAsync(string target, string resource, CancellationToken cancellation) => CompileAsync(
        target,
        [$"-DSERVICE_NAME=L\"{Path.GetFileNameWithoutExtension(target)}\"", Path.Combine(sources, "service.c"), resource, "-ladvapi32"],
        cancellation);

    private Task<string> CompileAsync(string target, string[] arguments, CancellationToken cancellation) => compiler.RunAsync(
        ["-Os", "-s", "-Wall", "-Wextra", "-Werror", "-Wl,--dynamicbase,--nxcompat,--high-entropy-va,--no-insert-timestamp", "-o", target, .. arguments],
        cancellation);

    /// <summary>A library without code. By lld, because GNU ld would put the time of day into it. The import library that lld insists on stays out of the package.</summary>
    private Task<string> ResourceLibraryAsync(string target, string resource, CancellationToken cancellation) =>
        linker.RunAsync(["/nologo", "/dll", "/noentry", "/machine:x64", "/Brepro", $"/out:{target}", $"/implib:{resource}.lib", resource], cancellation);

    private async Task<string> VersionResourceAsync(string target, string scratch, string format, CancellationToken cancellation)
    {
        var fileName = Path.GetFileName(target);
        var template = Path.Combine(sources, "version.rc");
        var text = Template.Fill(await File.ReadAllTextAsync(template, cancellation), template, new Dictionary<string, string>
        {
            ["FileName"] = fileName,
            ["FileType"] = Path.GetExtension(fileName) switch { ".sys" => "3", ".exe" => "1", _ => "2" }, // VFT_DRV, VFT_APP, VFT_DLL
            ["FileVersionFields"] = identity.Version.ToString().Replace('.', ','),
            ["Provider"] = identity.Provider,
            ["Version"] = identity.Version.ToString(),
        });
        await File.WriteAllTextAsync(Path.Combine(scratch, "version.rc"), text, cancellation);
        await (resourceCompiler with { WorkingDirectory = scratch }).RunAsync(["-O", format, "version.rc", $"version.{format}"], cancellation);
        return Path.Combine(scratch, $"version.{format}");
    }
}
