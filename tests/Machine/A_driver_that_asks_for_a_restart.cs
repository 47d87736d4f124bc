using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>A driver asks by a key of xenbus_monitor (facts 4.9), which would ask the user in a window, or restart by itself where an administrator has set AutoReboot. No driver runs here: the key is planted.</summary>
public sealed class A_driver_that_asks_for_a_restart
{
    private const string Monitor = @"HKLM\SYSTEM\CurrentControlSet\Services\xenbus_monitor";

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task Has_the_setup_program_say_so_once_and_keeps_the_monitor_quiet_unless_it_restarts_by_itself(string autoReboot, bool isQuieted)
    {
        await using var vm = await XenVm().WithChildDevices().StartAsync("asks-" + autoReboot);
        (await vm.InstallAsync("xenbus")).MustEndWith(0);
        (await vm.RunAsync("reg", "add", Monitor + @"\Request\XENVBD", "/v", "Reboot", "/t", "REG_DWORD", "/d", "1", "/f")).MustSucceed();
        (await vm.RunAsync("reg", "add", Monitor + @"\Parameters", "/v", "AutoReboot", "/t", "REG_DWORD", "/d", autoReboot, "/f")).MustSucceed();

        var setup = await vm.SetupAsync("-quiet");

        setup.MustEndWith(3010);
        Assert.NotEmpty(setup.Lines("a restart is wanted by XENVBD"));
        Assert.Equal(isQuieted, setup.Lines("stop service xenbus_monitor until the restart").Any());
        (await vm.RunAsync(vm.Product.GuestTools, "status")).MustEndWith(4);
    }
}
