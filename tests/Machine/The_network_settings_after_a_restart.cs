using System.Text.Json.Nodes;
using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The service of <c>guesttools network save</c>, at starts of Windows. Wine has the adapters of the host and can't change them: an adapter that another driver has taken over is one whose saved interface is another.</summary>
public sealed class The_network_settings_after_a_restart
{
    private const string SavedPath = @"C:\ProgramData\Xen Guest Tools\Network\saved.json";
    private const string AsBefore = "The network settings are as they were before the network driver changed.";

    [Fact]
    public async Task Are_looked_at_at_three_starts_where_no_adapter_has_another_driver_yet()
    {
        await using var vm = await SavedAsync("network-three", _ => { });

        for (var run = 1; run <= 3; run++)
        {
            await RestartAsync(vm);

            Assert.Equal(run, Saved(vm)["runs"]!.GetValue<int>());
            Assert.Equal(run < 3, await IsArmedAsync(vm));
        }

        Assert.Equal(2, Entries(vm, AsBefore)); // of the first start and the last one
    }

    [Fact]
    public async Task Are_looked_at_once_where_the_adapter_with_another_driver_has_them()
    {
        await using var vm = await SavedAsync("network-switched", adapter => adapter["interface"] = Guid.NewGuid().ToString("D"));

        await RestartAsync(vm);

        Assert.Equal(1, Entries(vm, AsBefore));
        Assert.False(await IsArmedAsync(vm));
        Assert.True(File.Exists(vm.HostPath(SavedPath))); // stays as a backup
    }

    [Fact]
    public async Task Are_named_where_they_are_lost_and_can_not_be_restored()
    {
        await using var vm = await SavedAsync("network-lost", adapter =>
        {
            adapter["interface"] = Guid.NewGuid().ToString("D");
            adapter["dhcp"] = false;
            adapter["ipv4"]!["addresses"] = new JsonArray(new JsonObject { ["address"] = "192.0.2.7", ["prefix"] = 24 });
        });

        await RestartAsync(vm);

        Assert.Equal(1, Entries(vm, "Not all network settings are as they were before the network driver changed:"));
        Assert.True(Entries(vm, "192.0.2.7") > 0, await File.ReadAllTextAsync(vm.Words, TestContext.Current.CancellationToken));
        Assert.True(await IsArmedAsync(vm)); // it tries again
    }

    [Fact]
    public async Task Are_left_for_the_next_start_where_windows_shuts_down_while_their_adapter_is_awaited()
    {
        await using var vm = await SavedAsync("network-stopped", adapter => adapter["mac"] = "02-00-5E-00-53-01");
        await vm.RestartAsync();
        await vm.ServiceMustBeAsync("XenGuestToolsNetwork", "RUNNING");

        (await vm.RunAsync("sc", "stop", "XenGuestToolsNetwork")).MustSucceed();
        await Vm.WaitAsync(() => vm.ProcessesOf("guesttools.exe").Count == 0, "The service goes on.");

        Assert.Equal(0, Saved(vm)["runs"]!.GetValue<int>());
        Assert.True(await IsArmedAsync(vm));
        Assert.Equal(0, Entries(vm, "Network settings could not be restored"));
    }

    /// <param name="edit">Of the settings of each adapter, as if that had been saved.</param>
    private static async Task<WineVm> SavedAsync(string name, Action<JsonNode> edit)
    {
        var vm = (WineVm)await XenVm().StartAsync(name);
        (await vm.RunAsync(vm.Product.GuestTools, "network", "save", "--for", "install")).MustSucceed();
        var saved = Saved(vm);
        foreach (var adapter in saved["adapters"]!.AsArray())
        {
            edit(adapter!["settings"]!);
        }

        await File.WriteAllTextAsync(vm.HostPath(SavedPath), saved.ToJsonString(), TestContext.Current.CancellationToken);
        return vm;
    }

    private static JsonNode Saved(WineVm vm) => JsonNode.Parse(File.ReadAllText(vm.HostPath(SavedPath)))!;

    /// <summary>Until the service has begun and ended.</summary>
    private static async Task RestartAsync(WineVm vm)
    {
        var runs = Saved(vm)["runs"]!.GetValue<int>();
        await vm.RestartAsync();
        await Vm.WaitAsync(() => vm.ProcessesOf("guesttools.exe").Count == 0 && Saved(vm)["runs"]!.GetValue<int>() != runs, "The service has not run.");
    }

    private static async Task<bool> IsArmedAsync(WineVm vm) => (await vm.RunAsync("reg", "query", @"HKLM\SYSTEM\CurrentControlSet\Services\XenGuestToolsNetwork")).Succeeded;

    /// <summary>How often the event log was told this.</summary>
    private static int Entries(WineVm vm, string text) => File.ReadAllText(vm.Words).Split(text).Length - 1;
}
