using XenGuestTools.Build;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>A package meets another version of itself.</summary>
public sealed class An_upgrade
{
    private const string Product = BuiltProduct.Key + @"\xenbus";

    [Fact]
    public async Task Puts_the_newer_driver_in_place_without_removing_the_older_one_first()
    {
        var newer = await NewerSample.MakeAsync();
        await using var vm = await XenVm().WithChildDevices().StartAsync("upgrade-xenbus");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        (await vm.InstallAsync("xenbus")).MustSucceed();

        var upgrade = await vm.InstallFromAsync(newer, "xenbus");

        upgrade.MustSucceed();
        Assert.NotEmpty(upgrade.Lines("InstallDriver: planned: BindDriver"));
        Assert.Empty(upgrade.Lines("RemoveDriver: planned"));
        var registry = await vm.RegistryAsync();
        Assert.Equal(NewerSample.Version, registry.Text(Product, "Version"));
        Assert.Contains(NewerSample.Version, vm.Product.Driver("xenbus").BoundInf(vm, registry), StringComparison.Ordinal);

        (await vm.UninstallFromAsync(newer, "xenbus")).MustSucceed();
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    /// <summary>
    /// xen.sys stays the newer one here: nothing runs from it, so it was replaced at once, and Wine's setupapi copies no file over a newer one (it asks for SP_COPY_NEWER_ONLY). Windows installs a signed
    /// package as a whole, whatever versions are there (Microsoft's docs, CopyFiles directive).
    /// </summary>
    [Fact]
    public async Task That_fails_leaves_the_older_driver_and_nothing_of_the_newer_one()
    {
        var failing = await FailingPackage.MakeAsync("xenbus", await NewerSample.MakeAsync());
        await using var vm = await XenVm().WithChildDevices().StartAsync("upgrade-fails");
        (await vm.InstallAsync("xenbus")).MustSucceed();
        await vm.RestartAsync();
        KeepPackage(vm, "xenbus");

        Assert.NotEqual(0, (await vm.InstallFromAsync(failing, "xenbus", FailingPackage.Property)).ExitCode);

        await vm.RestartAsync();
        var missing = vm.Product.Driver("xenbus").Missing(vm, await vm.RegistryAsync());
        Assert.DoesNotContain(missing, what => !what.StartsWith(BuiltProduct.ProgramFiles, StringComparison.Ordinal) && what != "the version of xenbus"); // these are Windows Installer's to put back, which Wine's does not
        Assert.Equal(["xenbus_monitor_9_1_0_1_SAMPLE.exe"], Directory.GetFiles(vm.HostPath(@"C:\windows\system32"), "xenbus_monitor_*").Select(file => Path.GetFileName(file)));
    }

    /// <summary>Windows keeps the whole package in its store. Wine keeps the INF, and a note of where the rest was.</summary>
    private static void KeepPackage(Vm vm, string driver)
    {
        const string Store = @"C:\windows\inf\";
        File.Delete(vm.HostPath(Store + driver + ".pnf"));
        foreach (var file in Directory.GetFiles(Path.Combine(BuiltProduct.Samples, driver, "x64")).Where(file => !file.EndsWith(".inf", StringComparison.Ordinal)))
        {
            File.Copy(file, vm.HostPath(Store + Path.GetFileName(file)));
        }
    }

    /// <summary>Two builds of one version are two products for Windows Installer. What becomes of the driver is not looked at: Wine does not set UPGRADINGPRODUCTCODE when it removes the first one, whose packages therefore take the driver along.</summary>
    [Fact]
    public async Task To_another_build_of_the_same_version_replaces_it()
    {
        const string OtherCode = "{7A3B54D1-0000-4000-8000-0000000000B1}";
        var other = await OtherBuildAsync("xenbus", OtherCode);
        await using var vm = await XenVm().WithChildDevices().StartAsync("upgrade-other-build");
        (await vm.InstallAsync("xenbus")).MustSucceed();

        var upgrade = await vm.InstallFromAsync(other, "xenbus");

        upgrade.MustSucceed();
        Assert.Empty(upgrade.Lines("Driver: planned"));
        Assert.Equal([OtherCode], (await vm.RegistryAsync()).Below(@"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall"));
    }

    /// <summary>The package with other codes, as a second run of WiX makes it.</summary>
    private static async Task<BuiltProduct> OtherBuildAsync(string package, string productCode)
    {
        var product = BuiltProduct.Sample with { Folder = Path.Combine(BuiltProduct.Checkout.Artifacts, "other-build") };
        Directory.CreateDirectory(product.Folder);
        var msi = Path.Combine(product.Folder, Path.GetFileName(BuiltProduct.Sample.Msi(package)));
        File.Copy(BuiltProduct.Sample.Msi(package), msi, overwrite: true);
        Tool msibuild = new("msibuild");
        await msibuild.RunAsync([msi, "-s", BuiltProduct.Name, BuiltProduct.Name, "x64;1033", Guid.NewGuid().ToString("B").ToUpperInvariant()]);
        await msibuild.RunAsync([msi, "-q", $"UPDATE Property SET Value = '{productCode}' WHERE Property = 'ProductCode'"]);
        return product;
    }

    [Fact]
    public async Task To_an_older_version_is_refused()
    {
        var newer = await NewerSample.MakeAsync();
        await using var vm = await XenVm().WithChildDevices().StartAsync("downgrade-xenbus");
        await vm.SettleAsync();
        (await vm.InstallFromAsync(newer, "xenbus")).MustSucceed();

        var downgrade = await vm.InstallAsync("xenbus");

        downgrade.MustEndWith(1603);
        var registry = await vm.RegistryAsync();
        Assert.Equal(NewerSample.Version, registry.Text(Product, "Version"));
        Assert.Contains(NewerSample.Version, vm.Product.Driver("xenbus").BoundInf(vm, registry), StringComparison.Ordinal);
    }
}
