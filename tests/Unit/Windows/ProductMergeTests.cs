using XenGuestTools.Core;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.Tests.Windows;

public sealed class A_product_of_Windows_Installer
{
    private static readonly Guid Code = new("02E7AB59-1852-4D13-AA77-AE2847ADF4F4");
    private static readonly InstalledProduct Msi = new("Xen Guest Tools xenbus", "P", "9.1.0", Code, Guid.NewGuid(), null);
    private static readonly InstalledProduct Entry = new("Xen Guest Tools xenbus (shown)", "P", "9.1.0", Code, null, Code.ToString("B"));

    [Fact]
    public void Is_listed_once_with_its_upgrade_code_and_the_key_of_its_entry() =>
        Assert.Equal(Msi with { UninstallKey = Entry.UninstallKey }, Assert.Single(ProductMerge.Of([Msi], [Entry])));

    [Fact]
    public void Is_listed_without_an_entry_too() => Assert.Equal(Msi, Assert.Single(ProductMerge.Of([Msi], [])));

    [Fact]
    public void Is_listed_by_its_entry_when_nobody_asked_for_its_upgrade_code() => Assert.Equal(Entry, Assert.Single(ProductMerge.Of([], [Entry])));

    [Fact]
    public void Does_not_hide_entries_without_a_product_code()
    {
        var old = Entry with { Name = "Citrix XenTools", ProductCode = null, UninstallKey = "Citrix XenTools" };

        Assert.Equal([Msi with { UninstallKey = Entry.UninstallKey }, old], ProductMerge.Of([Msi], [Entry, old]));
    }
}
