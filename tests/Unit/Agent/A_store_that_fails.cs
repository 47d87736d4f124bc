using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

public sealed class A_store_that_fails
{
    [Fact]
    public async Task Says_that_a_value_is_longer_than_its_quota()
    {
        using var store = await RunningStore.StartAsync("quota-activate = true", "quota-maxsize = 100");
        using var client = store.Connect();

        Assert.Equal(XenStoreError.TooBig, Assert.Throws<XenStoreException>(() => client.Write("data/os_name", new('x', 200))).Error);
        client.Write("data/os_name", "Windows");
    }

    [Fact]
    public async Task Is_not_sent_a_message_for_which_it_would_end_the_connection()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();

        Assert.Equal(XenStoreError.TooBig, Assert.Throws<XenStoreException>(() => client.Write("data/os_name", new('x', 4096))).Error);
        client.Write("data/os_name", "Windows");
    }

    [Fact]
    public async Task Wakes_who_waits_when_it_ends_and_serves_a_new_connection_after_its_restart()
    {
        using var store = await RunningStore.StartAsync();
        using (var client = store.Connect())
        using (var watch = client.Watch("control"))
        {
            client.Read("control");
            watch.Signal.WaitOne(0);
            store.Restart();

            Assert.True(watch.Signal.WaitOne(TimeSpan.FromMinutes(1)), "The end of the store was not told.");
            Assert.Equal(XenStoreError.Gone, Assert.Throws<XenStoreException>(() => client.Read("control")).Error);
            Assert.Equal(XenStoreError.Gone, Assert.Throws<XenStoreException>(() => client.Watch("control")).Error);
        }

        using var again = store.Connect();
        again.Write("data/os_name", "Windows");
        Assert.Equal("Windows", again.Read("data/os_name"));
    }
}
