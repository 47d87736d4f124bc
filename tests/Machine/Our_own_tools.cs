using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>guesttools clean --ours. What stays is in docs/clean.md: the backups, the network settings of before, and the source of events.</summary>
public sealed class Our_own_tools
{
    private const int Fine = 0;
    private const int RestartPending = 4;
    private const string Clean = @"file \ProgramData\Xen Guest Tools\Clean";

    [Fact]
    public async Task Stay_unless_that_is_asked_for()
    {
        await using var vm = await XenVm().StartAsync("ours-stay");
        (await vm.InstallAsync("xenbus")).MustSucceed();

        var clean = await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough", "--yes");

        clean.MustEndWith(Fine);
        Assert.True((await vm.RegistryAsync()).Has(BuiltProduct.Key + @"\xenbus"));
    }

    [Fact]
    public async Task That_the_setup_program_has_installed_go_by_it_and_leave_the_machine_as_it_was()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("ours-setup");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        (await vm.SetupAsync("-quiet")).MustSucceed();

        var clean = await CleanAsync(vm);

        Assert.Matches($"(?m)^uninstall {BuiltProduct.Name}[A-Z ]*: done", clean.Errors);
        await vm.RestartAsync(); // Burn's copy of itself goes then
        before.MustEqual(await vm.SnapshotAsync(), difference => difference.StartsWith(Clean, StringComparison.Ordinal) || Snapshot.RemovedNode(difference));
        Assert.Contains("nothing", (await vm.RunAsync(vm.Product.GuestTools, "clean", "--thorough", "--ours")).Output, StringComparison.Ordinal);
    }

    /// <summary>The packages and Windows Installer's copies of them are gone, so that none can be uninstalled any more.</summary>
    [Fact]
    public async Task Whose_uninstallers_do_not_work_go_too_and_can_be_put_back()
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("ours-broken");
        await vm.SettleAsync();
        var before = await vm.SnapshotAsync();
        foreach (var package in BuiltProduct.Packages)
        {
            var copy = $@"C:\{package}.msi";
            File.Copy(vm.Product.Msi(package), vm.HostPath(copy));
            (await vm.RunAsync("msiexec", "/i", copy, "/qn", "/norestart")).MustSucceed();
            File.Delete(vm.HostPath(copy));
        }

        await vm.RestartAsync();
        foreach (var copy in Directory.GetFiles(vm.HostPath(@"C:\windows\Installer"), "*.msi"))
        {
            File.Delete(copy);
        }

        var installed = await vm.SnapshotAsync();

        var clean = await CleanAsync(vm);

        Assert.Contains("its uninstaller does not work. Done.", clean.Errors, StringComparison.Ordinal);
        before.MustEqual(await vm.SnapshotAsync(), difference => IsKept(difference) || Snapshot.RemovedNode(difference));
        await ((WineVm)vm).FindDevicesAsync();
        (await vm.RunAsync(vm.Product.GuestTools, "undo", "--yes")).MustEndWith(Fine);
        installed.MustEqual(await vm.SnapshotAsync(), difference => IsKept(difference) || Snapshot.FoundOnceMore(difference));
    }

    /// <summary>The backup; the icons of "Apps and features", which are Windows Installer's; and the agent's source of events, without which those of the past can't be read.</summary>
    private static bool IsKept(string difference) => difference.StartsWith(Clean, StringComparison.Ordinal)
        || difference.StartsWith(@"file \windows\Installer\{", StringComparison.Ordinal)
        || difference.StartsWith(@"registry System\CurrentControlSet\Services\Eventlog\Application\XenGuestAgent\", StringComparison.Ordinal);

    private static async Task<Run> CleanAsync(Vm vm)
    {
        var clean = await vm.RunAsync(TimeSpan.FromMinutes(5), vm.Product.GuestTools, "clean", "--thorough", "--ours", "--yes");
        Assert.True(clean.ExitCode is Fine or RestartPending, clean.Output + clean.Errors);
        await CleanUp.RestartUntilDoneAsync(vm);
        return clean;
    }
}
