using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>What a GPO assigns: one MSI at a time, in any order, without the setup program.</summary>
public sealed class A_single_msi
{
    public static TheoryData<string> Packages => [.. BuiltProduct.Packages];

    [Theory]
    [MemberData(nameof(Packages))]
    public async Task Installs_alone_can_be_repaired_and_leaves_nothing_behind(string package)
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("single-" + package);
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        (await vm.InstallAsync(package)).MustSucceed();
        await MustBeInstalledAsync(vm, package);
        Delete(vm, package);
        (await vm.RepairAsync(package)).MustSucceed();
        await MustBeInstalledAsync(vm, package);
        (await vm.UninstallAsync(package)).MustSucceed();
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    [Theory]
    [InlineData("xenbus xeniface xenvbd xennet xenvif agent")]
    [InlineData("agent xenvif xennet xenvbd xeniface xenbus")]
    [InlineData("xenvbd xenbus agent xennet xeniface xenvif")]
    public async Task Can_be_removed_in_any_order(string order)
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("order-" + order.Replace(' ', '-'));
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        foreach (var package in BuiltProduct.Packages)
        {
            (await vm.InstallAsync(package)).MustSucceed();
        }

        foreach (var package in order.Split(' '))
        {
            (await vm.UninstallAsync(package)).MustSucceed();
        }

        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    private static async Task MustBeInstalledAsync(Vm vm, string package)
    {
        var registry = await vm.RegistryAsync();
        if (package == "agent")
        {
            Assert.True(File.Exists(vm.HostPath($@"{BuiltProduct.ProgramFiles}\Agent\xenagent.exe")));
            Assert.Equal(2u, registry.Number($@"SYSTEM\CurrentControlSet\Services\{BuiltProduct.AgentService}", "Start"));
        }
        else
        {
            Snapshot.MustBeNone(vm.Product.Driver(package).Missing(vm, registry));
        }
    }

    private static void Delete(Vm vm, string package) => File.Delete(vm.HostPath(package == "agent"
        ? $@"{BuiltProduct.ProgramFiles}\Agent\xenagent.exe"
        : @"C:\windows\system32\" + vm.Product.Driver(package).Files[0]));
}
