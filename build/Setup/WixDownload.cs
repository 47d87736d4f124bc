using System.Security.Cryptography;

namespace XenGuestTools.Build.Setup;

/// <summary>The genuine WiX 3.11 binaries, which an npm package carries (MS-RL licence), pinned by hash: the only WiX that runs without Windows.</summary>
internal static class WixDownload
{
    private const string Package = "wixtoolset-compiler@1.0.3";
    private const string File = "wixtoolset-compiler-1.0.3.tgz";
    private const string Sha512 = "A9E633B16DB5BB53166ED85EC0AB93A5C90E07A80A96E5EF92CD895A61CB4407AE7320EA8CD87F99D83CC3BBAC69992B9CB8DAA1067C3ED60265F1EDF189167F";

    /// <summary>npm's own patience without a network is minutes.</summary>
    private static readonly string[] FewRetries = ["--fetch-retries=2", "--fetch-retry-mintimeout=1000", "--fetch-retry-maxtimeout=5000"];

    public static bool IsMissing(Paths paths) => !System.IO.File.Exists(Path.Combine(paths.Wix3, "complete"));

    public static async Task InstallAsync(Paths paths, CancellationToken cancellation)
    {
        var download = Directory.CreateTempSubdirectory("xgt-wix");
        try
        {
            var npm = new Tool("npm") { WorkingDirectory = download.FullName, TimeLimit = TimeSpan.FromMinutes(3) };
            try
            {
                await npm.RunAsync(["pack", Package, "--silent", .. FewRetries], cancellation).ConfigureAwait(false);
            }
            catch (BuildException e)
            {
                throw new BuildException($"WiX 3.11 could not be fetched (npm package {Package}). Check the network and npm's settings, then run this again.\n{e.Message}", e);
            }

            var archive = Path.Combine(download.FullName, File);
            var hash = Convert.ToHexString(SHA512.HashData(await System.IO.File.ReadAllBytesAsync(archive, cancellation).ConfigureAwait(false)));
            if (hash != Sha512)
            {
                throw new BuildException($"The npm package {Package} that was fetched is not the one that this build knows (SHA-512 {hash}, wanted {Sha512}). It was not used. Check where npm gets its packages from.");
            }

            await new Tool("tar") { WorkingDirectory = download.FullName }.RunAsync(["-xzf", File], cancellation).ConfigureAwait(false);
            Unpack(Path.Combine(download.FullName, "package", "bin"), paths.Wix3);
        }
        finally
        {
            download.Delete(recursive: true);
        }
    }

    private static void Unpack(string source, string destination)
    {
        if (Directory.Exists(destination))
        {
            Directory.Delete(destination, recursive: true);
        }

        foreach (var file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(destination, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        foreach (var name in new[] { "candle.exe", "light.exe", "wconsole.dll" })
        {
            Wix.ClrHeader.AllowAnyCpu(Path.Combine(destination, name));
        }

        System.IO.File.WriteAllText(Path.Combine(destination, "complete"), Sha512);
    }
}
