using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>The service that the agent's MSI installs, without any driver on the machine.</summary>
public sealed class The_agents_service
{
    [Fact]
    public async Task Runs_stops_on_request_and_comes_back_with_windows()
    {
        await using var vm = await XenVm().StartAsync("agent-service");
        (await vm.InstallAsync("agent")).MustSucceed();
        await MustBeAsync(vm, "RUNNING");

        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();
        await MustBeAsync(vm, "STOPPED");
        await vm.RestartAsync();
        await MustBeAsync(vm, "RUNNING");
    }

    [Fact]
    public async Task Is_started_anew_by_windows_when_it_crashes()
    {
        Assert.SkipUnless(OperatingSystem.IsWindows(), "Wine has no place for the recovery settings of a service: they can only be read back on Windows.");
        await using var vm = await XenVm().StartAsync("agent-recovery");
        (await vm.InstallAsync("agent")).MustSucceed();

        var actions = await vm.RunAsync("sc", "qfailure", BuiltProduct.AgentService);

        Assert.Contains("RESTART", actions.Output, StringComparison.Ordinal);
        (await vm.UninstallAsync("agent")).MustSucceed();
    }

    private static async Task MustBeAsync(Vm vm, string state)
    {
        for (var tries = 0; ; tries++)
        {
            var query = await vm.RunAsync("sc", "query", BuiltProduct.AgentService);
            if (query.Output.Contains(state, StringComparison.Ordinal))
            {
                return;
            }

            Assert.True(tries < 10, $"The service is not {state}: {query.Output}");
            await Task.Delay(500);
        }
    }
}
