using System.Globalization;

namespace XenGuestTools.Tests.Agent;

/// <summary>Events come before the reply to a later request on the same connection: after a read, all of them are there, and no test has to wait for one that does not come.</summary>
public sealed class A_watch
{
    private const int Storm = 10_000;

    [Fact]
    public async Task Is_set_at_the_start_and_after_a_change_of_the_key_or_below()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        using var watch = client.Watch("control");
        client.Read("control");
        Assert.True(watch.Signal.WaitOne(0));

        client.Write("control/shutdown", "reboot");
        client.Read("control");
        Assert.True(watch.Signal.WaitOne(0));
    }

    [Fact]
    public async Task Is_not_set_by_a_change_elsewhere()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        using var watch = client.Watch("control/shutdown");
        client.Read("control");
        watch.Signal.WaitOne(0);

        client.Write("control/ping", "1");
        client.Read("control");
        Assert.False(watch.Signal.WaitOne(0));
    }

    [Fact]
    public async Task Ends_alone_when_the_same_key_is_watched_twice()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        using var staying = client.Watch("control");
        client.Watch("control").Dispose();
        client.Read("control");
        staying.Signal.WaitOne(0);

        client.Write("control/ping", "1");
        client.Read("control");
        Assert.True(staying.Signal.WaitOne(0));
    }

    [Fact]
    public async Task Makes_one_signal_of_a_storm_that_nobody_has_waited_for()
    {
        using var store = await RunningStore.StartAsync();
        using var client = store.Connect();
        using var watch = client.Watch("control/ping");
        for (var i = 0; i < Storm; i++)
        {
            client.Write("control/ping", "1");
        }

        client.Read("control");
        Assert.True(watch.Signal.WaitOne(0));
        Assert.False(watch.Signal.WaitOne(0));
    }

    [Fact]
    public async Task Loses_nothing_of_a_storm_to_a_reader_on_the_way()
    {
        using var store = await RunningStore.StartAsync();
        using var host = store.Connect();
        using var guest = store.Connect();
        using var watch = guest.Watch("control/ping");
        var last = Storm.ToString(CultureInfo.InvariantCulture);
        var storm = Task.Run(
            () =>
            {
                for (var i = 1; i <= Storm; i++)
                {
                    host.Write("control/ping", i.ToString(CultureInfo.InvariantCulture));
                }
            },
            TestContext.Current.CancellationToken);

        var wakes = 0;
        do
        {
            Assert.True(watch.Signal.WaitOne(TimeSpan.FromMinutes(1)), "The last change was not told.");
            wakes++;
        }
        while (guest.Read("control/ping") != last);

        await storm;
        Assert.InRange(wakes, 1, Storm + 1);
    }
}
