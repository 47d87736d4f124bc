using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The file of a driver that runs can't be deleted before the restart. Under Wine no driver runs: a program does, from the driver's file.</summary>
public sealed class A_driver_that_runs
{
    private const string Driver = @"C:\windows\system32\drivers\xenbus.sys";

    [Fact]
    public async Task Has_no_file_after_its_removal_and_the_restart()
    {
        await using var vm = await XenVm().StartAsync("driver-runs-removed");
        (await vm.InstallAsync("xenbus")).MustSucceed();
        await RunDriverAsync(vm);

        (await vm.UninstallAsync("xenbus")).MustEndWith(3010);

        await vm.RestartAsync();
        Assert.Empty(Files(vm));
    }

    [Fact]
    public async Task Has_its_file_after_the_restart_when_it_was_removed_and_installed_again_before()
    {
        const string Devices = @"HKLM\SYSTEM\CurrentControlSet\Enum\PCI", Saved = @"C:\pci.reg";
        await using var vm = await XenVm().StartAsync("driver-runs-again");
        (await vm.RunAsync("reg", "export", Devices, Saved)).MustSucceed();
        (await vm.InstallAsync("xenbus")).MustSucceed();
        var installed = Files(vm);
        await RunDriverAsync(vm);
        (await vm.UninstallAsync("xenbus")).MustEndWith(3010);
        (await vm.RunAsync("reg", "import", Saved)).MustSucceed(); // Windows finds the device again, Wine does not

        (await vm.InstallAsync("xenbus")).MustSucceed();

        await vm.RestartAsync();
        Assert.Equal(installed, Files(vm));
    }

    private static async Task RunDriverAsync(Vm vm)
    {
        var program = Path.Combine(vm.Logs, "in-use.exe");
        await CProgram.CompileAsync("in-use", program);
        File.Copy(program, vm.HostPath(Driver), overwrite: true);
        (await vm.RunAsync(program, Driver)).MustSucceed();
    }

    /// <summary>With their sizes.</summary>
    private static (string Name, long Size)[] Files(Vm vm) =>
        [.. new DirectoryInfo(Path.GetDirectoryName(vm.HostPath(Driver))!).GetFiles("xen*").Select(file => (file.Name, file.Length)).OrderBy(file => file.Name, StringComparer.Ordinal)];
}
