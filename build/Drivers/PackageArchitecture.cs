using System.Reflection.PortableExecutable;

namespace XenGuestTools.Build.Drivers;

/// <summary>For which processor a package is: by the name of a folder above it, else by the machine of its driver.</summary>
internal static class PackageArchitecture
{
    /// <param name="path">The package's folder as the source has it.</param>
    /// <param name="folder">Where the package lies.</param>
    /// <returns><c>x64</c>, <c>x86</c>, <c>arm64</c> or <c>unknown</c>.</returns>
    public static string Of(string name, string path, string folder) => path.Split('/').Reverse().Select(OfFolder).FirstOrDefault(found => found is not null) ?? OfDriver(name, folder);

    private static string? OfFolder(string name) => name.ToUpperInvariant() switch
    {
        "X64" or "AMD64" => "x64",
        "X86" or "I386" => "x86",
        "ARM64" => "arm64",
        _ => null,
    };

    private static string OfDriver(string name, string folder)
    {
        var driver = Directory.EnumerateFiles(folder).FirstOrDefault(file => Path.GetFileName(file).Equals(name + ".sys", StringComparison.OrdinalIgnoreCase));
        if (driver is null)
        {
            return "unknown";
        }

        try
        {
            using PEReader image = new(File.OpenRead(driver));
            return image.PEHeaders.CoffHeader.Machine switch
            {
                Machine.Amd64 => "x64",
                Machine.I386 => "x86",
                Machine.Arm64 => "arm64",
                _ => "unknown",
            };
        }
        catch (BadImageFormatException)
        {
            return "unknown"; // the proof says what is wrong with it
        }
    }
}
