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
