using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>REMOVEOLDTOOLS=1: one run from another vendor's tools to ours. Wine does not find the platform device again that a removal takes away, so the checks are told to accept any machine.</summary>
public sealed class The_setup_program_on_a_machine_with_old_tools
{
    private const string AgentFolder = @"C:\Program Files\XCP-ng\Windows Guest Tools";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Removes_them_and_installs_in_one_run_where_no_restart_is_needed()
    {
        await using var vm = await XenVm().WithXcpNgTools9().StartAsync("setup-old-tools");

        (await vm.SetupAsync("-quiet", "REMOVEOLDTOOLS=1", "ALLOWANYMACHINE=1")).MustSucceed();

        var registry = await vm.RegistryAsync();
        Assert.Equal(6, registry.Below(BuiltProduct.Key).Count());
        Assert.False(registry.Has(@"SOFTWARE\XCP-ng"));
        Assert.False(registry.Has(@"SYSTEM\CurrentControlSet\Services\XenGuestToolsClean"));
    }

    [Fact]
    public async Task Goes_on_by_itself_after_the_restart_that_the_removal_needs()
    {
        await using var vm = await XenVm().WithXcpNgTools9().StartAsync("setup-old-tools-restart");
        await vm.SettleAsync();
        await OccupyAsync(vm);

        var first = await vm.SetupAsync("-quiet", "REMOVEOLDTOOLS=1", "ALLOWANYMACHINE=1");

        first.MustEndWith(1641);
        Assert.False((await vm.RegistryAsync()).Has(BuiltProduct.Key));
        await vm.RestartAsync();
        await WaitForAsync(vm, "goes on with");
        await AfterRestartAsync(vm, "Plan complete, result: 0x0");

        // The service starts the setup program with all that it needs. Under Wine a service has no desktop, and Burn's second process waits for one: what comes now, a person would see.
        vm.Kill("XenGuestToolsSetup-x64.exe");
        (await vm.SetupAsync("-quiet")).MustSucceed();

        Assert.Equal(6, (await vm.RegistryAsync()).Below(BuiltProduct.Key).Count());
        Assert.False(Directory.Exists(vm.HostPath(AgentFolder)));
    }

    /// <summary>With the wizard Burn itself goes on at the next sign-in, by RunOnce, which Wine runs at its start.</summary>
    [Fact]
    public async Task Goes_on_by_itself_when_somebody_signs_in_after_the_restart()
    {
        await using var vm = await XenVm().WithXcpNgTools9().Is("fingers on its keyboard").StartAsync("setup-old-tools-sign-in");
        await vm.SettleAsync();
        await OccupyAsync(vm);
        var wizard = vm.WizardAsync("REMOVEOLDTOOLS=1", "ALLOWANYMACHINE=1");
        await vm.Display.WaitForWindowAsync(BuiltProduct.Name, Patience);
        await vm.Display.PressAsync("alt+i");
        await vm.WaitForLogAsync("Apply complete", Patience);
        await vm.Display.ScreenshotAsync("wizard-sign-in-1-restart");
        await vm.Display.PressAsync("alt+c");
        (await wizard).MustEndWith(1641);

        await vm.RestartAsync();

        await vm.Display.WaitForWindowAsync(BuiltProduct.Name, Patience); // nobody presses a key here
        await AfterRestartAsync(vm, "Apply complete, result: 0x0");
        await vm.Display.ScreenshotAsync("wizard-sign-in-2-installed");
        var registry = await vm.RegistryAsync();
        Assert.Equal(BuiltProduct.Packages.Length, registry.Below(BuiltProduct.Key).Count());
        Assert.False(registry.Has(@"SOFTWARE\XCP-ng"));
    }

    [Fact]
    public async Task Removes_nothing_where_it_could_not_install_afterwards()
    {
        await using var vm = await XenVm().WithVendorDevice().WithXcpNgTools9().StartAsync("setup-old-tools-refused");
        await vm.SettleAsync();

        var run = await vm.SetupAsync("-quiet", "REMOVEOLDTOOLS=1");

        run.MustEndWith(1603);
        Assert.NotEmpty(run.Lines("Nothing is removed, because"));
        Assert.NotEmpty(run.Lines("XGT1001"));
        Assert.True((await vm.RegistryAsync()).Has(@"SOFTWARE\XCP-ng"));
    }

    /// <summary>Has a program that does not end write into a file of the vendor's folder.</summary>
    private static async Task OccupyAsync(Vm vm)
    {
        Directory.CreateDirectory(vm.HostPath(AgentFolder));
        (await vm.RunAsync("cmd", "/c", $"start \"\" /b ping -n 300 127.0.0.1 ^> \"{AgentFolder}\\xenplus.exe\"")).MustSucceed();
    }

    /// <summary>Waits until the log of the clean-up says this.</summary>
    private static Task<string> WaitForAsync(Vm vm, string text) => WaitAsync(
        async () =>
        {
            await vm.SettleAsync(); // its services run while a program runs
            return string.Concat(Directory.GetFiles(vm.HostPath(@"C:\ProgramData\Xen Guest Tools\Clean"), "log.txt", SearchOption.AllDirectories).Select(File.ReadAllText));
        },
        text);

    /// <summary>Waits until the setup program that goes on after the restart says this in the log of before: every package is to be installed from the cache.</summary>
    private static async Task AfterRestartAsync(Vm vm, string text)
    {
        const string Start = "i001: Burn ";
        var path = Directory.GetFiles(vm.Logs, "*-setup.log").Single();
        var log = await WaitAsync(async () => (await File.ReadAllTextAsync(path)).Split(Start) is [_, _, var after] ? after : "", text);

        Assert.All(BuiltProduct.Packages, package => Assert.Matches($"Planned package: {package}, state: Absent.*execute: Install.*cache: No", log));
    }

    private static async Task<string> WaitAsync(Func<Task<string>> read, string text)
    {
        for (var end = DateTime.UtcNow + Patience; ; await Task.Delay(500))
        {
            var log = await read();
            if (log.Contains(text, StringComparison.Ordinal))
            {
                return log;
            }

            Assert.True(DateTime.UtcNow < end, $"No log says '{text}':\n{log}");
        }
    }
}
