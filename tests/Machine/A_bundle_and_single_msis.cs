using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>An administrator uses the setup program here and a single package there: each sees what the other has done.</summary>
public sealed class A_bundle_and_single_msis
{
    private const string One = "xenvif";
    private const string Product = BuiltProduct.Key + @"\" + One;

    /// <summary>Wine loses the newer product's upgrade code when the older product goes, so Burn and Windows Installer do not see it: that the driver stays is shown, that the older product is refused is not.</summary>
    [Fact]
    public async Task A_newer_driver_on_top_of_the_bundle_stays_when_the_bundle_is_repaired_and_removed()
    {
        var newer = await NewerSample.MakeAsync();
        await using var vm = await XenVm().WithChildDevices().StartAsync("mix-newer-msi");
        await vm.SettleAsync();
        (await vm.SetupAsync("-quiet")).MustSucceed();
        (await vm.InstallFromAsync(newer, One)).MustSucceed();

        (await vm.SetupAsync("-quiet", "-repair")).MustSucceed();
        await MustHaveNewerDriverAsync(vm);
        (await vm.SetupAsync("-quiet", "-uninstall")).MustSucceed();
        await vm.RestartAsync();
        await MustHaveNewerDriverAsync(vm);

        var registry = await vm.RegistryAsync();
        Assert.All(vm.Product.Drivers.Where(driver => driver.Name != One), driver => Assert.All(driver.Services.Keys, service => Assert.False(registry.Has(@"SYSTEM\CurrentControlSet\Services\" + service), service)));
        (await vm.UninstallFromAsync(newer, One)).MustSucceed();
        await vm.RestartAsync();
        Assert.False((await vm.RegistryAsync()).Has(@"SYSTEM\CurrentControlSet\Services\" + One));
    }

    [Fact]
    public async Task A_newer_package_that_was_there_first_is_kept_by_the_bundle()
    {
        var newer = await NewerSample.MakeAsync();
        await using var vm = await XenVm().WithChildDevices().StartAsync("mix-newer-first");
        await vm.SettleAsync();
        (await vm.InstallFromAsync(newer, One)).MustSucceed();

        (await vm.SetupAsync("-quiet")).MustSucceed();

        var registry = await vm.RegistryAsync();
        Assert.Equal(NewerSample.Version, registry.Text(Product, "Version"));
        Snapshot.MustBeNone([.. vm.Product.Drivers.SelectMany(driver => driver.Missing(vm, registry))]);
    }

    [Fact]
    public async Task A_package_that_was_there_first_is_the_bundles_and_goes_with_it()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("mix-msi-first");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        (await vm.InstallAsync(One)).MustSucceed();

        (await vm.SetupAsync("-quiet")).MustSucceed();
        var registry = await vm.RegistryAsync();
        Snapshot.MustBeNone([.. vm.Product.Drivers.SelectMany(driver => driver.Missing(vm, registry))]);
        (await vm.SetupAsync("-quiet", "-uninstall")).MustSucceed();

        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    private static async Task MustHaveNewerDriverAsync(Vm vm)
    {
        var registry = await vm.RegistryAsync();
        Assert.Contains(NewerSample.Version, vm.Product.Driver(One).BoundInf(vm, registry), StringComparison.Ordinal);
        Assert.Equal(3u, registry.Number(@"SYSTEM\CurrentControlSet\Services\" + One, "Start"));
        Assert.True(File.Exists(vm.HostPath($@"C:\windows\system32\drivers\{One}.sys")));
    }
}
