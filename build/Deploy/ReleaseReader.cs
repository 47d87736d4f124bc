using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace XenGuestTools.Build.Deploy;

/// <summary>Reads a <see cref="Release"/> from product.props and from what was built: nothing is typed a second time.</summary>
/// <param name="folder">Holds the MSIs and the setup program.</param>
internal sealed partial class ReleaseReader(Product product, string folder)
{
    public const string SetupName = "XenGuestToolsSetup-x64.exe";

    /// <param name="mark">SAMPLE, TEST-SIGNED or "".</param>
    /// <param name="packages">xenvif … agent, in the order of the chain.</param>
    /// <exception cref="BuildException">A file is missing, can't be read, or is not of this product.</exception>
    public async Task<Release> ReadAsync(string mark, IEnumerable<string> packages, Uri? download, CancellationToken cancellation)
    {
        var displayName = mark.Length == 0 ? product.Name : $"{product.Name} {mark}";
        List<BuiltMsi> msis = [];
        foreach (var package in packages)
        {
            msis.Add(await ReadMsiAsync(package, displayName, cancellation));
        }

        var setup = Require(SetupName);
        return new(product, displayName, new(FileOf(setup), BundleCode.Read(setup)), msis, download);
    }

    private async Task<BuiltMsi> ReadMsiAsync(string package, string displayName, CancellationToken cancellation)
    {
        var path = Require($"{package}-x64.msi");
        var properties = await MsiProperties.ReadAsync(path, cancellation);
        string Value(string name) => properties.TryGetValue(name, out var value) ? value : throw Wrong(path, $"its table Property has no {name}");
        var upgradeCode = $"{{{product.UpgradeCode(package)}}}";
        if (!Value("UpgradeCode").Equals(upgradeCode, StringComparison.OrdinalIgnoreCase))
        {
            throw Wrong(path, $"its upgrade code is {Value("UpgradeCode")}, and product.props has {upgradeCode} for {package}");
        }

        if (!Value("ProductName").StartsWith(displayName + " - ", StringComparison.Ordinal))
        {
            throw Wrong(path, $"it calls itself '{Value("ProductName")}', and this build is '{displayName}'");
        }

        if (!ProductCode().IsMatch(Value("ProductCode")) || !Version.TryParse(Value("ProductVersion"), out var version))
        {
            throw Wrong(path, $"'{Value("ProductCode")}' is not a product code or '{Value("ProductVersion")}' not a version");
        }

        return new(package, FileOf(path), Value("ProductCode"), upgradeCode, Value("ProductName"), version);
    }

    private string Require(string name)
    {
        var path = Path.Combine(folder, name);
        return File.Exists(path) ? path : throw new BuildException($"{path} is not there, and the files for deployment systems say what is in it. Run './build.sh' first.");
    }

    private static BuiltFile FileOf(string path)
    {
        using var stream = File.OpenRead(path);
        return new(Path.GetFileName(path), stream.Length, Convert.ToHexStringLower(SHA256.HashData(stream)));
    }

    private static BuildException Wrong(string path, string what) => new($"{path} is not a package of this product: {what}. Build it again with './build.sh'.");

    [GeneratedRegex(@"^\{[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}\}$")]
    private static partial Regex ProductCode();
}
