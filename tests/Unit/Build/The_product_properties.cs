using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;

namespace XenGuestTools.Tests.Build;

public class The_product_properties
{
    private readonly Product product = Product.Load(Paths.OfThisCheckout());

    [Fact]
    public void give_every_package_an_upgrade_code_of_its_own()
    {
        var codes = DriverList.Read(Paths.OfThisCheckout()).Packages.Select(p => p.Name).Append("agent").Append("bundle").Select(product.UpgradeCode).Select(Guid.Parse).ToList();
        Assert.Equal(codes.Count, codes.Distinct().Count());
    }

    [Fact]
    public void name_the_one_that_is_missing()
    {
        var error = Assert.Throws<BuildException>(() => product.Get("Nonsense"));
        Assert.Contains("XgtNonsense", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void hold_a_version_that_Windows_Installer_can_compare() =>
        Assert.Matches(@"^\d{1,3}\.\d{1,3}\.\d{1,5}$", product.Version);
}
