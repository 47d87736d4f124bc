using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using XenGuestTools.Agent.XenStored;
using XenGuestTools.Tests.Agent;
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
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "RUNNING");

        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "STOPPED");
        await vm.RestartAsync();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "RUNNING");
    }

    [Fact]
    public async Task Says_that_xeniface_is_missing_costs_nothing_and_stops_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads what Wine prints and what Linux knows of its processes.");
        await using var vm = (WineVm)await XenVm().StartAsync("agent-idle");
        (await vm.InstallAsync("agent")).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "RUNNING");
        await Vm.WaitAsync(() => File.ReadAllText(vm.Words).Contains("xeniface not found, idling", StringComparison.Ordinal), "The log does not say that xeniface is missing.");
        var status = await vm.RunAsync(vm.Product.GuestTools, "status");
        Assert.Contains("running; without xeniface it can't reach the host", status.Output, StringComparison.Ordinal);

        var agent = Assert.Single(vm.ProcessesOf("xenagent.exe"));
        var before = LinuxProcess.Cpu(agent);
        await Task.Delay(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.InRange((LinuxProcess.Cpu(agent) - before).TotalMilliseconds, 0, 20); // a thousandth

        var watch = Stopwatch.StartNew();
        var stop = vm.RunAsync("sc", "stop", BuiltProduct.AgentService);
        await Vm.WaitAsync(() => vm.ProcessesOf("xenagent.exe") is [], "It runs on.");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5); // sc itself has to start, on a machine that may be busy
        (await stop).MustSucceed();
    }

    /// <summary>The variable that the agent of a Debug build looks for, in the environment of every service.</summary>
    [Fact]
    public async Task Tells_a_real_store_what_the_host_shows_if_it_is_a_debug_build_and_nothing_if_it_is_not()
    {
        using var store = await StoreOfTheHost.StartAsync();
        using var host = store.Connect();
        await using var vm = await XenVm().WithKey(@"SYSTEM\CurrentControlSet\Control\Session Manager\Environment", ("XENAGENT_TEST_STORE", store.Address)).StartAsync("agent-store");
        (await vm.InstallAsync("agent")).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "RUNNING");
        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "STOPPED");
        Assert.Empty(host.List("/local/domain"));

        File.Copy(BuiltProduct.TestAgent, vm.HostPath(BuiltProduct.ProgramFiles + @"\Agent\xenagent.exe"), overwrite: true);
        (await vm.RunAsync("sc", "start", BuiltProduct.AgentService)).MustSucceed();
        await Vm.WaitAsync(() => host.Read("/local/domain/1/data/updated") == "1", "Nothing was published.");

        using GuestStore guest = new(store.Connect(), 1);
        var metrics = new XapiReader(guest).Current();
        Assert.Equal(System.Environment.MachineName, metrics.HostName?.Split('.')[0], ignoreCase: true);
        Assert.StartsWith("Microsoft Windows", metrics.System["name"], StringComparison.Ordinal);
        Assert.All((string[])["total", "free"], name => Assert.True(long.Parse(metrics.Memory[name], CultureInfo.InvariantCulture) > 0));
        Assert.Contains("feature-poweroff", metrics.Features.Keys);
        Assert.Contains("feature-static-ip-setting", metrics.Features.Keys);
        host.Write("/local/domain/1/control/ping", "1");
        await Vm.WaitAsync(() => host.Read("/local/domain/1/control/ping") is null, "The ping was not answered.");

        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "STOPPED");
        Assert.DoesNotContain(host.List("/local/domain/1/control"), name => name.StartsWith("feature-", StringComparison.Ordinal));
    }

    /// <summary>The policy is the first one of the administrative template that is on or off.</summary>
    [Fact]
    public async Task Follows_a_policy_before_a_setting_and_a_setting_before_its_default()
    {
        var template = XElement.Load(Path.Combine(BuiltProduct.Checkout.Root, "deploy", "gpo", "XenGuestTools.admx"));
        var policy = template.Descendants().Single(e => e.Name.LocalName == "policy" && (string?)e.Attribute("name") == "ServeShutdown");
        using var store = await StoreOfTheHost.StartAsync();
        using var host = store.Connect();
        await using var vm = await XenVm()
            .WithKey(@"SYSTEM\CurrentControlSet\Control\Session Manager\Environment", ("XENAGENT_TEST_STORE", store.Address))
            .WithKey((string)policy.Attribute("key")!, ((string)policy.Attribute("valueName")!, 0u))
            .WithKey(@"SOFTWARE\Xen Guest Tools\Agent", ("ServeShutdown", 1u), ("ServeStaticIp", 0u))
            .StartAsync("agent-policy");
        (await vm.InstallAsync("agent")).MustSucceed();
        (await vm.RunAsync("sc", "stop", BuiltProduct.AgentService)).MustSucceed();
        await vm.ServiceMustBeAsync(BuiltProduct.AgentService, "STOPPED");

        File.Copy(BuiltProduct.TestAgent, vm.HostPath(BuiltProduct.ProgramFiles + @"\Agent\xenagent.exe"), overwrite: true);
        (await vm.RunAsync("sc", "start", BuiltProduct.AgentService)).MustSucceed();
        await Vm.WaitAsync(() => host.Read("/local/domain/1/data/updated") == "1", "Nothing was published.");

        Assert.DoesNotContain(host.List("/local/domain/1/control"), name => name is "feature-poweroff" or "feature-static-ip-setting");
    }

    /// <summary>Wine's services know neither a delay nor SIDs nor privileges: what can be seen here is that the agent asks, and what it says when Windows refuses.</summary>
    [Fact]
    public async Task Says_which_of_its_settings_windows_refuses()
    {
        await using var vm = await XenVm().StartAsync("agent-setup");
        var missing = await vm.RunAsync(BuiltProduct.TestAgent, "--setup");
        (await vm.InstallAsync("agent")).MustSucceed();
        var refused = await vm.RunAsync(vm.HostPath(BuiltProduct.ProgramFiles + @"\Agent\xenagent.exe"), "--setup");

        missing.MustEndWith(1);
        Assert.Contains("the service XenGuestAgent: code 1060", missing.Errors, StringComparison.Ordinal);
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows refuses nothing.");
        refused.MustEndWith(1);
        Assert.All((string[])["delayed start: code", "service SID: code", "required privileges: code"], what => Assert.Contains(what, refused.Errors, StringComparison.Ordinal));
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
}
