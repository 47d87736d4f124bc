using System.Globalization;
using System.Text;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core;

namespace XenGuestTools.Build.Samples;

/// <summary>
/// Makes the sample driver packages from drivers/drivers.json and drivers/sample: real INFs, programs that do nothing, catalogs that nobody trusts. The same inputs
/// give the same files, but for the signatures.
/// </summary>
public static class SamplePackages
{
    /// <summary>Writes <c>&lt;outputFolder&gt;/&lt;name&gt;/x64/…</c>; the folders of these names are made anew.</summary>
    /// <exception cref="BuildException">On Windows, and where a source or a compiler is missing.</exception>
    public static async Task BuildAsync(Paths paths, string outputFolder, CancellationToken cancellation)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new BuildException("The sample driver packages are compiled on Linux only, with mingw-w64. Name a folder of real packages: ./build.ps1 --drivers DIR (drivers/README.md).");
        }

        var list = DriverList.Read(paths);
        using var signer = Signer(list.Sample.Provider);
        foreach (var package in list.Packages)
        {
            var folder = Path.Combine(outputFolder, package.Name, "x64");
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
            await WriteInfAsync(paths, package.Name, list.Sample, folder, cancellation);
            await CompleteAsync(paths, Path.Combine(folder, $"{package.Name}.inf"), list.Sample.Provider, signer, cancellation);
        }
    }

    /// <summary>Its key is gone with it.</summary>
    public static CatalogSigner Signer(string provider) => new($"{provider} (throw-away test certificate)", DateTimeOffset.UtcNow);

    /// <summary>Puts beside an INF what it names: programs that do nothing and have its version, and a catalog over them and the INF.</summary>
    /// <param name="provider">Of the programs' version resources.</param>
    public static async Task CompleteAsync(Paths paths, string infPath, string provider, CatalogSigner signer, CancellationToken cancellation)
    {
        var folder = Path.GetDirectoryName(infPath)!;
        var inf = DriverInf.From(InfFile.Read(await File.ReadAllBytesAsync(infPath, cancellation)));
        SampleImages images = new(paths, new SampleIdentity(inf.Date, inf.Version, provider));
        var files = inf.Files.Select(file => Path.Combine(folder, file.SourceName)).ToList();
        await Parallel.ForEachAsync(files, cancellation, async (file, token) => await images.BuildAsync(file, token));
        var members = files.Append(infPath).Order(StringComparer.Ordinal).Select(CatalogMember.Of);
        await File.WriteAllBytesAsync(Path.Combine(folder, inf.CatalogFile), signer.Sign(new Catalog([.. members], inf.HardwareIds, DateTimeOffset.UtcNow)), cancellation);
    }

    private static async Task WriteInfAsync(Paths paths, string name, SampleIdentity identity, string folder, CancellationToken cancellation)
    {
        var template = Path.Combine(paths.Root, "drivers", "sample", $"{name}.inf");
        var text = Template.Fill(await File.ReadAllTextAsync(template, cancellation), template, new Dictionary<string, string>
        {
            ["DriverVer"] = string.Create(CultureInfo.InvariantCulture, $"{identity.Date:MM'/'dd'/'yyyy},{identity.Version}"),
            ["FileVersion"] = $"{identity.Version.ToString().Replace('.', '_')}_SAMPLE",
            ["Provider"] = identity.Provider,
        });
        await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.inf"), text.ReplaceLineEndings("\r\n"), Encoding.ASCII, cancellation);
    }
}
