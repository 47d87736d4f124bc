using CsCheck;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Tests.Agent;

public sealed class A_publisher
{
    private static readonly IReadOnlyList<StoreEntry> Example = GuestTree.Of(AnyGuest.Example, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures);

    [Fact]
    public void Makes_the_store_hold_what_is_wanted_whatever_it_held_before() => Gen.Select(AnyGuest.Trees.Array[1, 4], Gen.Bool).Sample((trees, restarts) =>
    {
        using MemoryStore store = new();
        Publisher publisher = new(store);
        foreach (var tree in trees)
        {
            if (restarts)
            {
                publisher = new(store);
                publisher.Adopt();
            }

            publisher.Publish(tree, []);
        }

        return Holds(store, trees[^1]);
    });

    [Fact]
    public void Writes_the_mark_that_old_hosts_want_last_and_only_when_something_has_changed()
    {
        using MemoryStore store = new();
        Publisher publisher = new(store);
        publisher.Publish(Example, []);
        Assert.Equal(GuestTree.Updated, store.Changes[^1].Path);

        store.Changes.Clear();
        publisher.Publish(Example, []);
        publisher.Publish(GuestTree.Of(AnyGuest.Example with { Memory = AnyGuest.Example.Memory! with { Free = 1 } }, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures), []);
        Assert.Equal([("data/meminfo_free", "1")], store.Changes);
    }

    [Fact]
    public void Writes_nothing_but_the_marks_after_its_restart_when_all_is_right()
    {
        using MemoryStore store = new();
        new Publisher(store).Publish(Example, []);
        store.Changes.Clear();

        Publisher restarted = new(store);
        restarted.Adopt();
        restarted.Publish(Example, []);

        Assert.Equal([(GuestTree.Installed, "1"), (GuestTree.Updated, "1")], store.Changes);
    }

    [Fact]
    public void Loses_nothing_that_the_store_refuses_for_a_while() => Gen.Select(AnyGuest.Trees, AnyGuest.Trees, Gen.Int[1, 100], Gen.Enum<XenStoreError>()).Sample((first, second, seed, error) =>
    {
        using MemoryStore store = new();
        Publisher publisher = new(store);
        var operations = seed;
        store.Fault = (operation, _) => operation is "Write" or "Remove" && operations++ % 3 == 0 && error != XenStoreError.Gone ? error : null;
        publisher.Publish(first, []);
        publisher.Publish(second, []);
        store.Fault = (_, _) => null;

        var result = publisher.Publish(second, []);
        return result.Failed == 0 && Holds(store, second);
    });

    [Fact]
    public void Counts_what_is_refused_and_says_the_first_reason()
    {
        using MemoryStore store = new() { Fault = (operation, path) => operation == "Write" && path.StartsWith("data/volumes", StringComparison.Ordinal) ? XenStoreError.Full : null };

        var result = new Publisher(store).Publish(Example, []);

        Assert.Equal(12, result.Failed);
        Assert.Equal("Write data/volumes/0/name: Full.", result.FirstFailure);
        Assert.Equal("1", store.Keys[GuestTree.Updated]);
    }

    [Fact]
    public void Leaves_to_the_driver_what_the_driver_reports_now()
    {
        using MemoryStore store = new();
        Publisher publisher = new(store);
        publisher.Publish(Example, []);
        store.HostWrites("attr/vif/0/mac", "00:16:3e:00:00:01");
        store.HostWrites("attr/vif/0/ipv4/0", "192.0.2.99");
        IReadOnlyList<Vif> vifs = [AnyGuest.ExampleVifs[0] with { DriverReports = true }, AnyGuest.ExampleVifs[1]];

        publisher.Publish(GuestTree.Of(AnyGuest.Example, vifs, AnyGuest.ExampleFeatures), vifs);

        Assert.Equal("192.0.2.99", store.Keys["attr/vif/0/ipv4/0"]);
    }

    [Fact]
    public void Removes_the_volumes_of_another_vendors_agent_and_no_key_of_drivers()
    {
        using MemoryStore store = new();
        store.HostWrites("data/volumes/7/extents/0", "xvda");
        store.HostWrites("data/volumes/7/name", "old");
        store.HostWrites("data/volumes/x", "odd");
        store.HostWrites("attr/vif/1/mac", "00:16:3e:00:00:02");
        store.HostWrites("attr/vif/1/ipv4/0", "198.51.100.7");
        store.HostWrites("attr/eth9/ip", "203.0.113.1");
        Publisher publisher = new(store);
        publisher.Adopt();
        publisher.Publish(Example, AnyGuest.ExampleVifs);

        Assert.DoesNotContain(store.Keys.Keys, k => k.StartsWith("data/volumes/7", StringComparison.Ordinal) || k == "data/volumes/x" || k == "attr/eth9/ip");
        Assert.Equal("198.51.100.7", store.Keys["attr/vif/1/ipv4/0"]);
    }

    [Fact]
    public void Takes_back_what_is_not_offered_any_more()
    {
        using MemoryStore store = new();
        Publisher publisher = new(store);
        publisher.Publish(Example, []);

        publisher.Withdraw(path => path.StartsWith("control/", StringComparison.Ordinal));

        Assert.DoesNotContain(store.Keys.Keys, k => k.StartsWith("control/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2_500_000, 2_541_937, 2_500_000)] // 41,937 KiB are 1 % of the example's memory
    [InlineData(2_500_000, 2_541_938, 2_541_938)]
    [InlineData(2_500_000, 2_458_063, 2_500_000)]
    [InlineData(2_500_000, 2_458_062, 2_458_062)]
    public void Is_given_a_new_figure_of_free_memory_only_when_it_differs_by_more_than_one_percent(ulong last, ulong now, ulong published)
    {
        static GuestFacts With(ulong free) => AnyGuest.Example with { Memory = AnyGuest.Example.Memory! with { Free = free } };

        Assert.Equal(published, Damping.Of(With(last), With(now)).Memory!.Free);
    }

    private static bool Holds(MemoryStore store, IReadOnlyList<StoreEntry> wanted) =>
        store.Keys.Where(k => k.Key != GuestTree.Updated).OrderBy(k => k.Key).SequenceEqual(wanted.ToDictionary(e => e.Path, e => e.Value).OrderBy(k => k.Key));
}
