using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>One list out of what Windows Installer knows and what "Apps and features" shows. Pure.</summary>
public static class ProductMerge
{
    /// <param name="msi">Products of the upgrade codes that were asked for.</param>
    /// <param name="entries">Entries below <c>…\CurrentVersion\Uninstall</c> of both registry views.</param>
    /// <returns>Each product once: an entry that is a product of <paramref name="msi"/> is that product with the entry's key.</returns>
    public static ImmutableArray<InstalledProduct> Of(InstalledProduct[] msi, InstalledProduct[] entries) =>
    [
        .. msi.Select(m => m with { UninstallKey = Array.Find(entries, e => e.ProductCode == m.ProductCode)?.UninstallKey }),
        .. entries.Where(e => e.ProductCode is null || !Array.Exists(msi, m => m.ProductCode == e.ProductCode)),
    ];
}
