using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows;

/// <summary>One list out of what Windows Installer knows and what "Apps and features" shows. Pure.</summary>
public static class ProductMerge
{
    /// <param name="msi">Products of the upgrade codes that were asked for.</param>
    /// <param name="entries">Entries below <c>…\CurrentVersion\Uninstall</c> of both registry views.</param>
    /// <returns>Each product once: an entry that is a product of <paramref name="msi"/> is that product with the entry's key.</returns>
    public static ImmutableArray<InstalledProduct> Of(IReadOnlyList<InstalledProduct> msi, IReadOnlyList<InstalledProduct> entries)
    {
        var keys = entries.Where(e => e.ProductCode is not null).ToLookup(e => e.ProductCode);
        var known = msi.Select(m => m.ProductCode).ToHashSet();
        return
        [
            .. msi.Select(m => m with { UninstallKey = keys[m.ProductCode].FirstOrDefault()?.UninstallKey }),
            .. entries.Where(e => e.ProductCode is null || !known.Contains(e.ProductCode)),
        ];
    }
}
