using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The folder of the drivers is on a volume of its own, which has room for a part of one driver.</summary>
public sealed class A_disk_that_is_full
{
    [Fact]
    public async Task Fails_the_installation_with_a_sentence_and_is_put_back_and_has_it_when_there_is_room()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("full-disk");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        var drivers = vm.HostPath(@"C:\windows\system32\drivers");
        await SmallDisk.MountAsync(drivers, freePages: 1);
        try
        {
            var install = await vm.InstallAsync("xenbus");

            install.MustEndWith(1603);
            var refusal = Assert.Single(install.Lines("XGT1103").Select(line => line[line.IndexOf("XGT1103", StringComparison.Ordinal)..]).Distinct());
            Assert.Contains(@"drivers\xen", refusal, StringComparison.Ordinal);
            await vm.RestartAsync();
            before.MustEqual(await vm.SnapshotAsync(), except: Snapshot.RemovedNode);
        }
        finally
        {
            await vm.RegistryAsync(); // switched off
            await SmallDisk.UnmountAsync(drivers);
        }

        await ((WineVm)vm).FindDevicesAsync();
        (await vm.InstallAsync("xenbus")).MustSucceed();
    }
}
