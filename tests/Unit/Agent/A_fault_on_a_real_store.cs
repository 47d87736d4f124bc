using System.Diagnostics;
using System.Globalization;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.XenStored;

namespace XenGuestTools.Tests.Agent;

/// <summary>What of A_fault can be had in real time, with threads and a real xenstored between the agent and the host.</summary>
public sealed class A_fault_on_a_real_store
{
    private const string Domain = "/local/domain/1";

    /// <summary>Twice: the second attempt comes with the first change of adapters, the third only because of the refusal.</summary>
    [Fact]
    public async Task Of_a_write_loses_nothing_and_is_tried_again()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        Dictionary<string, XenStoreError> refusals = new() { ["data/os_name"] = XenStoreError.Full, ["data/host_name"] = XenStoreError.Refused, ["data/domain"] = XenStoreError.Other }; // EAGAIN
        Dictionary<string, int> tries = [];
        using RunningAgent agent = new(store.Socket, link => new FaultyLink(link, path => refusals.TryGetValue(path, out var error) && (tries[path] = tries.GetValueOrDefault(path) + 1) <= 2 ? error : null));

        WaitForUpdate(host);
        Assert.All(refusals.Keys, path => RunningAgent.WaitUntil(() => host.Read($"{Domain}/{path}") is not null, $"{path} was not written again."));
        Assert.True(agent.Stop(TimeSpan.FromSeconds(2)), "It did not stop in time.");
        Assert.All(refusals.Keys, path => Assert.Equal(3, tries[path]));
    }

    [Fact]
    public async Task Of_a_thousand_changes_of_adapters_costs_a_few_looks_and_the_last_one_counts()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        host.Write($"{Domain}/device/vif/0/mac", "00:16:3e:00:00:01");
        using RunningAgent agent = new(store.Socket);
        WaitForUpdate(host);
        for (var i = 1; i <= 1000; i++)
        {
            agent.Guest.ChangeAdapters(new AdapterFacts(AnyGuest.Mac("00:16:3e:00:00:01"), AnyGuest.Addresses(string.Create(CultureInfo.InvariantCulture, $"192.0.2.{i % 250}"), "192.0.2.251")));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }

        agent.Guest.ChangeAdapters(new AdapterFacts(AnyGuest.Mac("00:16:3e:00:00:01"), AnyGuest.Addresses("192.0.2.252")));
        RunningAgent.WaitUntil(() => host.Read($"{Domain}/attr/vif/0/ipv4/0") == "192.0.2.252", "The last change was not told.");
        Assert.Null(host.Read($"{Domain}/attr/vif/0/ipv4/1"));
        Assert.InRange(agent.Guest.AdapterLooks, 2, 10);
    }

    [Fact]
    public async Task Of_a_host_that_has_forgotten_all_after_a_resume_is_made_up_for()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        using AutoResetEvent resumed = new(initialState: false);
        using RunningAgent agent = new(store.Socket, link => new FaultyLink(link, _ => null, resumed));
        WaitForUpdate(host);

        host.Remove(Domain);
        resumed.Set();
        WaitForUpdate(host);
        Assert.Equal("FILES01", host.Read($"{Domain}/data/host_name"));
        host.Write($"{Domain}/control/shutdown", "reboot");
        RunningAgent.WaitUntil(() => agent.Guest.Done is ["Reboot"], "The request was not served.");
    }

    [Fact]
    public async Task Of_a_stop_within_a_write_leaves_a_whole_tree_and_no_offer()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        using ManualResetEventSlim writing = new(), stopping = new();
        using RunningAgent agent = new(store.Socket, link => new FaultyLink(link, path =>
        {
            if (path == "data/host_name")
            {
                writing.Set();
                stopping.Wait();
            }

            return null;
        }));
        writing.Wait(TestContext.Current.CancellationToken);
        Assert.False(agent.Stop(TimeSpan.Zero));
        var watch = Stopwatch.StartNew();
        stopping.Set();

        Assert.True(agent.Stop(TimeSpan.FromSeconds(2)), $"It did not stop in {watch.Elapsed}.");
        Assert.Equal("1", host.Read($"{Domain}/data/updated"));
        Assert.DoesNotContain(host.List($"{Domain}/control"), name => name.StartsWith("feature-", StringComparison.Ordinal));
    }

    [Fact]
    public async Task That_is_a_shutdown_request_before_the_start_is_served_before_anything_is_published()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        host.Write($"{Domain}/control/shutdown", "poweroff");
        List<string> writes = [];
        using RunningAgent agent = new(store.Socket, link => new FaultyLink(link, path =>
        {
            writes.Add(path);
            return null;
        }));
        WaitForUpdate(host);

        Assert.Equal(["PowerOff"], agent.Guest.Done);
        Assert.Equal("", host.Read($"{Domain}/control/shutdown"));
        Assert.True(agent.Stop(TimeSpan.FromSeconds(2)), "It did not stop in time.");
        Assert.Equal("control/shutdown", writes[0]);
    }

    private static void WaitForUpdate(XenStoredClient host) => RunningAgent.WaitUntil(() => host.Read($"{Domain}/data/updated") == "1", "Nothing was published.");
}
