using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>Builds that were never made, as deployment systems would be told of them.</summary>
internal static class Releases
{
    public static readonly string[] Packages = ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus", "agent"];

    public static Product Product { get; } = Product.Load(new Paths(Repository.Folder));

    public static string Sources { get; } = Path.Combine(Repository.Folder, "deploy");

    /// <param name="download">https://…/; null: not published.</param>
    public static Release Some(Product? product = null, string? download = null)
    {
        product ??= Product;
        return new(product, product.Name, new(new("XenGuestToolsSetup-x64.exe", 7_300_000, Hash("setup")), Code(99)), [.. Packages.Select((p, i) => Msi(product, p, i))], download is null ? null : new(download));
    }

    private static BuiltMsi Msi(Product product, string package, int i) =>
        new(package, new($"{package}-x64.msi", 2_000_000 + i, Hash(package)), Code(i), $"{{{product.UpgradeCode(package)}}}", $"{product.Name} - some part ({package})", new(9, 1, 0, i));

    private static string Code(int number) => new Guid(number, 0, 0, new byte[8]).ToString("B").ToUpperInvariant();

    private static string Hash(string text) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
}
