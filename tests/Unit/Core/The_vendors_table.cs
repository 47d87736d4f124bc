using XenGuestTools.Core;
using static XenGuestTools.Tests.Core.Machines;

namespace XenGuestTools.Tests.Core;

/// <summary>core/vendors.json.</summary>
public sealed class The_vendors_table
{
    [Fact]
    public void Asks_for_each_upgrade_code_once_and_for_none_of_ours()
    {
        Assert.Equal(Vendors.UpgradeCodes.Distinct(), Vendors.UpgradeCodes);
        Assert.Contains(new Guid("AF9B2559-3E91-4206-98C2-F560009FF7F1"), Vendors.UpgradeCodes);
        var product = File.ReadAllText(Path.Combine(Repository.Folder, "product.props"));
        Assert.All(Vendors.UpgradeCodes, code => Assert.DoesNotContain(code.ToString("D"), product, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Asks_for_software_keys_in_both_registry_views() =>
        Assert.Equal(Vendors.SoftwareKeys.Length, 2 * Vendors.SoftwareKeys.Count(key => key.StartsWith(@"SOFTWARE\WOW6432Node\", StringComparison.Ordinal)));

    [Fact]
    public void Says_of_each_vendor_what_a_finding_needs() => Assert.All(Vendors.Vendors, vendor =>
    {
        Assert.StartsWith("XGT10", vendor.Code, StringComparison.Ordinal);
        Assert.Equal(2, vendor.Prefix.Length);
        Assert.NotEmpty(vendor.Brands);
        Assert.EndsWith(".", vendor.Leftovers, StringComparison.Ordinal);
    });
}
