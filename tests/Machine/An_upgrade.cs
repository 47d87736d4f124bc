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
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || IsOlderProgram(difference));
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

    /// <summary>xenbus.inf has the version in the name of its monitor, so the older one stays in System32. Nothing runs it any more.</summary>
    private static bool IsOlderProgram(string difference) => difference.StartsWith(@"file \windows\system32\xenbus_monitor_9_1_0_1_SAMPLE.exe: added", StringComparison.OrdinalIgnoreCase);
}
