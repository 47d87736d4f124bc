using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>A machine that is broken on purpose: a folder has the name of the file that Windows must copy, so installing this driver fails in the middle.</summary>
public sealed class A_driver_that_can_not_be_copied
{
    [Fact]
    public async Task Fails_its_msi_and_is_rolled_back()
    {
        await using var vm = await BrokenFor("xenbus").StartAsync("broken-msi");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        var install = await vm.InstallAsync("xenbus");

        install.MustEndWith(1603);
        Assert.NotEmpty(install.Lines("XGT11"));
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
    }

    [Fact]
    public async Task Undoes_the_whole_chain()
    {
        await using var vm = await BrokenFor("xenbus").StartAsync("broken-setup");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();

        var setup = await vm.SetupAsync("-quiet");

        setup.MustEndWith(1603);
        Assert.NotEmpty(setup.Lines("XGT11"));
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: d => Snapshot.RemovedNode(d) || Snapshot.CachedPackage(d));
    }

    private static MachineBuilder BrokenFor(string driver) =>
        XenVm().WithChildDevices().WithFolder($@"C:\windows\system32\drivers\{driver}.sys");
}
