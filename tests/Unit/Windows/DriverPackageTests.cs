using XenGuestTools.Core;
using XenGuestTools.Core.Windows;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Windows;

public sealed class A_driver_package_on_disk
{
    private static readonly DriverInf Inf = SampleInf.Bus;

    [Fact]
    public void Is_complete_with_all_its_files_and_the_catalog() => Assert.Empty(DriverPackage.MissingFiles(Inf, _ => true));

    [Fact]
    public void Lacks_each_file_that_the_INF_names_once() =>
        Assert.Equal([.. Inf.Files.Select(f => f.SourceName).Distinct(), Inf.CatalogFile], DriverPackage.MissingFiles(Inf, _ => false));

    [Fact]
    public void Lacks_the_catalog_alone() => Assert.Equal([Inf.CatalogFile], DriverPackage.MissingFiles(Inf, f => f != Inf.CatalogFile));
}

public sealed class A_stored_package
{
    private static readonly PackageId Id = new("Xen Project", "xenbus.cat", new Version(9, 1, 0, 114));
    private static readonly StoredDriver Stored = Machines.Stored("oem7.inf", "xenbus", "Xen Project");

    [Fact]
    public void Is_known_by_provider_catalog_and_version() => Assert.True(Id.IsOf(Stored with { CatalogFile = "XenBus.cat" }));

    [Fact]
    public void Of_another_provider_is_another_package() => Assert.False(Id.IsOf(Stored with { Provider = "XCP-ng" }));

    [Fact]
    public void Of_another_version_is_another_package() => Assert.False(Id.IsOf(Stored with { Version = new Version(9, 1, 0, 115) }));

    [Fact]
    public void Without_a_version_is_another_package() => Assert.False(Id.IsOf(Stored with { Version = null }));
}
