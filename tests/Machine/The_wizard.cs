using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The setup program as a person sees it, driven by the keyboard alone. The pictures are in <c>out/screenshots</c>.</summary>
public sealed class The_wizard
{
    private const string Title = "Xen Guest Tools";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Installs_and_removes_by_keyboard()
    {
        await using var vm = await StartAsync(XenVm().WithChildDevices(), "wizard");

        var install = vm.WizardAsync();
        await vm.Display.WaitForWindowAsync(Title, Patience);
        await vm.Display.ScreenshotAsync("wizard-1-install");
        await vm.Display.PressAsync("alt+i");
        await vm.WaitForLogAsync("Applying execute package: xennet", Patience);
        await vm.Display.ScreenshotAsync("wizard-2-progress", still: false);
        await EndAsync(vm, "wizard-3-installed", "Apply complete");
        (await install).MustSucceed();

        await vm.RestartAsync();
        var remove = vm.WizardAsync();
        await vm.Display.WaitForWindowAsync(Title, Patience);
        await vm.Display.ScreenshotAsync("wizard-4-modify");
        await vm.Display.PressAsync("alt+u");
        await vm.WaitForLogAsync("Applied execute package: xenbus", Patience);
        await EndAsync(vm, "wizard-5-removed", "Apply complete");
        (await remove).MustSucceed();
    }

    [Fact]
    public async Task Takes_everything_back_when_somebody_cancels_in_the_middle()
    {
        await using var vm = await StartAsync(XenVm().WithChildDevices(), "wizard-cancelled");
        var before = await vm.SnapshotAsync();

        var install = vm.WizardAsync();
        await vm.Display.WaitForWindowAsync(Title, Patience);
        await vm.Display.PressAsync("alt+i");
        await vm.WaitForLogAsync("Applying execute package: xennet", Patience);
        await vm.Display.ClickAsync(Title, -60, -25);
        await Task.Delay(1000, TestContext.Current.CancellationToken); // the question comes from another thread
        await vm.Display.ScreenshotAsync("wizard-cancelled-1-question", still: false);
        await vm.Display.PressAsync("alt+y");
        await EndAsync(vm, "wizard-cancelled-2-end", "Apply complete");

        (await install).MustEndWith(1602);
        await vm.RestartAsync();
        before.MustEqual(await vm.SnapshotAsync(), except: difference => Snapshot.RemovedNode(difference) || Snapshot.CachedPackage(difference));
    }

    [Fact]
    public async Task Shows_what_stands_in_the_way()
    {
        await using var vm = await StartAsync(XenVm().WithVendorDevice().WithCitrixTools7(), "wizard-refused");

        var install = vm.WizardAsync();
        await vm.Display.WaitForWindowAsync(Title, Patience);
        await vm.Display.PressAsync("alt+i");
        await vm.WaitForLogAsync("XGT1001", Patience);
        await vm.Display.ScreenshotAsync("wizard-refused-1-message");
        await vm.Display.PressAsync("Return");
        await EndAsync(vm, "wizard-refused-2-failed", "Apply complete");

        var run = await install;
        run.MustEndWith(1603);
        Assert.NotEmpty(run.Lines("XGT1002"));
    }

    [Theory]
    [InlineData("REMOVEOLDTOOLS=0", "alt+r")]
    [InlineData("REMOVEOLDTOOLS=1")]
    public async Task Removes_old_tools_first_when_its_box_is_ticked(string property, params string[] keys)
    {
        await using var vm = await StartAsync(XenVm().WithXcpNgTools9(), "wizard-old-tools");

        var install = vm.WizardAsync("ALLOWANYMACHINE=1", property);
        await vm.Display.WaitForWindowAsync(Title, Patience);
        await vm.Display.PressAsync(keys);
        await vm.Display.ScreenshotAsync("wizard-old-tools-1-ticked");
        await vm.Display.PressAsync("alt+i");
        await vm.WaitForLogAsync("Applied execute package: RemoveOldTools, result: 0x0", Patience);
        await EndAsync(vm, "wizard-old-tools-2-installed", "Apply complete");

        var run = await install;
        run.MustSucceed();
        Assert.Empty(run.Lines("]e000: ")); // Burn's lines of errors
        Assert.False((await vm.RegistryAsync()).Has(@"SOFTWARE\XCP-ng"));
    }

    private static async Task<Vm> StartAsync(MachineBuilder machine, string name)
    {
        var vm = await machine.Is("fingers on its keyboard").StartAsync(name);
        await vm.SettleAsync();
        return vm;
    }

    private static async Task EndAsync(Vm vm, string picture, string said)
    {
        await vm.WaitForLogAsync(said, Patience);
        await vm.Display.ScreenshotAsync(picture);
        await vm.Display.PressAsync("alt+c");
    }
}
