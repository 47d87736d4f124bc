using System.Globalization;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>Asks Windows Installer for the products of an upgrade code.</summary>
[SupportedOSPlatform("windows")]
internal static partial class MsiProducts
{
    private const uint Success = 0;
    private const uint MoreData = 234;

    public static IEnumerable<InstalledProduct> Related(Guid upgradeCode)
    {
        var code = new char[39]; // a braced GUID and its NUL
        for (uint i = 0; MsiEnumRelatedProducts(Braced(upgradeCode), 0, i, code) == Success; i++)
        {
            var product = new string(code, 0, 38);
            yield return new(
                Info(product, "InstalledProductName") ?? Info(product, "ProductName") ?? product,
                Info(product, "Publisher"),
                Info(product, "VersionString"),
                Guid.Parse(product, CultureInfo.InvariantCulture),
                upgradeCode,
                UninstallKey: null);
        }
    }

    /// <summary>Where Windows Installer keeps the package of the product; null if it does not say.</summary>
    public static string? LocalPackage(Guid product) => Info(Braced(product), "LocalPackage");

    private static string? Info(string product, string property)
    {
        var buffer = new char[256];
        var size = (uint)buffer.Length;
        var result = MsiGetProductInfo(product, property, buffer, ref size);
        if (result == MoreData)
        {
            buffer = new char[++size];
            result = MsiGetProductInfo(product, property, buffer, ref size);
        }

        return result == Success && size > 0 ? new(buffer, 0, (int)size) : null;
    }

    private static string Braced(Guid guid) => guid.ToString("B").ToUpperInvariant();

    [LibraryImport("msi.dll", EntryPoint = "MsiEnumRelatedProductsW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint MsiEnumRelatedProducts(string upgradeCode, uint reserved, uint index, Span<char> product);

    [LibraryImport("msi.dll", EntryPoint = "MsiGetProductInfoW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial uint MsiGetProductInfo(string product, string property, Span<char> value, ref uint size);
}
