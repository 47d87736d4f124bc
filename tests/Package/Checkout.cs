using System.Runtime.CompilerServices;
using System.Xml.Linq;
using XenGuestTools.Build;

namespace XenGuestTools.Tests.Package;

/// <summary>The checkout that the tests were compiled in.</summary>
internal static class Checkout
{
    private const string UpgradeCodePrefix = "XgtUpgradeCode";

    /// <summary>The drivers in the order of the bundle's chain (design 6).</summary>
    public static readonly string[] Drivers = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus"];

    /// <summary>The bundle's chain: the drivers, then the agent.</summary>
    public static readonly string[] Packages = [.. Drivers, "agent"];

    public static Paths Paths { get; } = new(Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..")));

    private static XElement ProductProps { get; } = XElement.Load(Path.Combine(Paths.Root, "product.props"));

    public static string Installer => Path.Combine(Paths.Root, "installer");

    public static string Bundle => Path.Combine(Paths.Root, "bundle");

    /// <summary>The official schemas of WiX, where someone put them beside the checkout.</summary>
    public static string Schemas => Path.GetFullPath(Path.Combine(Paths.Root, "..", "shared", "wix-schema"));

    /// <summary>A value of product.props, such as <c>XgtVersion</c>.</summary>
    public static string Product(string name) => ProductProps.Descendants(name).Single().Value;

    public static IReadOnlyDictionary<string, string> UpgradeCodes() =>
        ProductProps.Descendants().Where(e => e.Name.LocalName.StartsWith(UpgradeCodePrefix, StringComparison.Ordinal))
            .ToDictionary(e => e.Name.LocalName[UpgradeCodePrefix.Length..], e => e.Value, StringComparer.OrdinalIgnoreCase);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
