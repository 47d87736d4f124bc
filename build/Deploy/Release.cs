namespace XenGuestTools.Build.Deploy;

/// <param name="Name">Without its folder.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record BuiltFile(string Name, long Bytes, string Sha256);

/// <summary>What a built MSI says of itself.</summary>
/// <param name="Package">xenvif … agent.</param>
/// <param name="ProductCode">With braces, as Windows Installer writes it; another one in each build.</param>
/// <param name="UpgradeCode">With braces; the same in all builds.</param>
public sealed record BuiltMsi(string Package, BuiltFile File, string ProductCode, string UpgradeCode, string ProductName, Version Version);

/// <summary>The built setup program.</summary>
/// <param name="Code">The key of its entry in "Apps and features", with braces; another one in each build.</param>
public sealed record BuiltSetup(BuiltFile File, string Code);

/// <summary>One build, as deployment systems are told of it.</summary>
/// <param name="Name">Of the product; also its folder and its registry key.</param>
/// <param name="DisplayName">The same with SAMPLE or TEST-SIGNED, if it has to say so.</param>
/// <param name="Packages">In the order of the chain.</param>
/// <param name="Download">The folder that the setup program is published in, with a slash at its end; null: it is not published.</param>
public sealed record Release(Product Product, string DisplayName, BuiltSetup Setup, IReadOnlyList<BuiltMsi> Packages, Uri? Download)
{
    public string Name => Product.Name;

    public string Publisher => Product.Get("Manufacturer");

    public string HelpPage => Product.Get("HelpUrl");

    public string Version => Product.Version;

    /// <summary>Without spaces: for identifiers and volume labels.</summary>
    public string Word => Name.Replace(" ", "", StringComparison.Ordinal);

    public string InstallLine => $"{Setup.File.Name} /quiet /norestart";

    public string UninstallLine => $"{Setup.File.Name} /uninstall /quiet /norestart";

    public string RepairLine => $"{Setup.File.Name} /repair /quiet /norestart";
}
