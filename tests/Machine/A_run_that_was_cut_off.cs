using System.Diagnostics;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>Windows Installer, or the setup program, is killed in the middle of a driver's steps, as by a power cut: it can't roll back any more. The journal of the steps lets the next run do it.</summary>
public sealed class A_run_that_was_cut_off
{
    /// <summary>The package is in the store, the device is about to get it.</summary>
    private const string Stored = "store driver package";

    private const string Journal = BuiltProduct.Key + @"\xenbus\Journal";

    [Fact]
    public async Task Of_an_installation_is_finished_by_the_next_one()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("cut-install");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        await KillAsync(vm, vm.InstallAsync("xenbus"), Stored);
        await vm.RestartAsync();

        var again = await vm.InstallAsync("xenbus");

        again.MustSucceed();
        Assert.NotEmpty(again.Lines("an earlier run was cut off"));
        var registry = await vm.RegistryAsync();
        Snapshot.MustBeNone(vm.Product.Driver("xenbus").Missing(vm, registry));
        Assert.DoesNotContain(Journal, registry.Keys.Keys, StringComparer.OrdinalIgnoreCase);
        (await vm.UninstallAsync("xenbus")).MustSucceed();
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || Snapshot.CopyOfPackage(difference));
    }

    [Fact]
    public async Task Of_an_installation_is_taken_back_by_a_next_one_that_fails()
    {
        const string Driver = @"C:\windows\system32\drivers\xenbus.sys";
        await using var vm = await XenVm().WithChildDevices().StartAsync("cut-then-fail");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        await KillAsync(vm, vm.InstallAsync("xenbus"), Stored);
        await vm.RestartAsync();
        File.Delete(vm.HostPath(Driver));
        Directory.CreateDirectory(vm.HostPath(Driver));

        var again = await vm.InstallAsync("xenbus");

        again.MustEndWith(1603);
        await vm.RestartAsync();
        Directory.Delete(vm.HostPath(Driver));

        // Where the cut came after the driver was bound, it would be bound again, but Wine's driver store has no files of it: that one step stays in the journal.
        var isJournalKept = again.Lines("XGT1101").Any();
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || Snapshot.CopyOfPackage(difference) || (isJournalKept && difference.StartsWith($@"registry {Journal}\", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Of_a_removal_is_finished_by_the_next_one()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("cut-removal");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        (await vm.InstallAsync("xenbus")).MustSucceed();
        await KillAsync(vm, vm.UninstallAsync("xenbus"), "remove device");
        await vm.RestartAsync();

        var again = await vm.UninstallAsync("xenbus");

        again.MustSucceed();
        Assert.NotEmpty(again.Lines("an earlier run was cut off"));
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || Snapshot.KeptByWindowsInstaller(difference));
    }

    [Theory]
    [InlineData("killed")]
    [InlineData("power cut")]
    public async Task Of_the_setup_program_is_finished_by_the_next_one(string how)
    {
        await using var vm = (WineVm)await XenVm().WithChildDevices().StartAsync("cut-setup-" + how.Replace(' ', '-'));
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        var run = vm.SetupAsync("-quiet");
        Assert.True(await vm.WaitForLogAsync(log => log.Contains(Stored, StringComparison.Ordinal) && log.Contains("xenvbd.inf", StringComparison.Ordinal), run), "The setup program has not come to the disk's driver.");
        if (how == "killed")
        {
            vm.Kill("XenGuestToolsSetup-x64.exe");
            Assert.Empty((await run).Lines("Apply complete")); // Wine says 0 of a program that was killed
        }
        else
        {
            await vm.CutPowerAsync();
            await Task.WhenAny(run); // without a result: the command file was cut as well
        }

        await vm.RestartAsync();
        for (var waiting = Stopwatch.StartNew(); vm.ProcessesOf("XenGuestToolsSetup-x64.exe").Count > 0; await Task.Delay(200, TestContext.Current.CancellationToken))
        {
            Assert.True(waiting.Elapsed < TimeSpan.FromMinutes(2), "The setup program, which Burn has Windows start again at the next sign-in, does not end.");
        }

        (await vm.SetupAsync("-quiet")).MustSucceed();

        var registry = await vm.RegistryAsync();
        Snapshot.MustBeNone([.. vm.Product.Drivers.SelectMany(driver => driver.Missing(vm, registry))]);
        Assert.Equal(BuiltProduct.Packages.Length, registry.Below(BuiltProduct.Key).Count());
        (await vm.SetupAsync("-quiet", "-uninstall")).MustSucceed();
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || Snapshot.CopyOfPackage(difference));
    }

    private static async Task KillAsync(Vm vm, Task<Run> run, string moment)
    {
        await vm.WaitForLogAsync($"{BuiltProduct.Name}: {moment}", TimeSpan.FromMinutes(1));
        vm.Kill("msiexec.exe");
        Assert.Empty((await run).Lines("INSTALL. Return value")); // Wine says 0 of a program that was killed
    }
}
