namespace XenGuestTools.Build.Wix;

/// <summary>The program in build/light that runs light.exe under Wine, with its 64-bit replacement of winterop.dll.</summary>
public sealed class LightHost(Paths paths)
{
    private string Source => Path.Combine(paths.Root, "build", "light");

    private string Folder => Path.Combine(paths.Artifacts, "light");

    public string Program => Path.Combine(Folder, "light-host.exe");

    /// <summary>The files that it is made of, for incremental builds.</summary>
    public IReadOnlyList<string> Inputs => [.. Directory.EnumerateFiles(Source).Order(StringComparer.Ordinal)];

    /// <summary>Builds both. Needs the x86_64-w64-mingw32-gcc compiler.</summary>
    public async Task BuildAsync(CancellationToken cancellation = default)
    {
        await new Tool("dotnet").RunAsync(["publish", Path.Combine(Source, "light.csproj"), "-c", "Release", "-o", Folder, "-v", "quiet", "-nologo"], cancellation).ConfigureAwait(false);
        await new Tool("x86_64-w64-mingw32-gcc").RunAsync(
            ["-O2", "-Wall", "-Wextra", "-Wno-unused-parameter", "-Werror", "-shared", "-static-libgcc", "-o", Path.Combine(Folder, "winterop64.dll"), .. Directory.EnumerateFiles(Source, "*.c").Order(StringComparer.Ordinal), "-lcabinet", "-lcrypt32"],
            cancellation).ConfigureAwait(false);
    }
}
