using CsCheck;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Tests.Agent;

public sealed class A_difference_of_trees
{
    [Fact]
    public void Makes_the_wanted_tree_of_any_other() => Gen.Select(AnyGuest.Trees, AnyGuest.Trees).Sample((before, wanted) =>
    {
        var store = Tree(before);
        foreach (var change in TreeDifference.Of(Tree(before), wanted))
        {
            Apply(store, change);
        }

        return store.OrderBy(e => e.Key).SequenceEqual(Tree(wanted).OrderBy(e => e.Key));
    });

    [Fact]
    public void Of_a_tree_to_itself_is_nothing() => AnyGuest.Trees.Sample(tree => TreeDifference.Of(Tree(tree), tree).Count == 0);

    [Fact]
    public void Never_touches_a_key_whose_value_stays() => Gen.Select(AnyGuest.Trees, AnyGuest.Trees).Sample((before, wanted) =>
    {
        var same = wanted.Where(e => Tree(before).TryGetValue(e.Path, out var value) && value == e.Value).ToList();
        return TreeDifference.Of(Tree(before), wanted).All(c => !same.Exists(e => e.Path == c.Path || (c.Value is null && e.Path.StartsWith(c.Path + "/", StringComparison.Ordinal))));
    });

    [Fact]
    public void Takes_a_removed_volume_away_as_a_whole()
    {
        var wanted = AnyGuest.Example with { Volumes = [AnyGuest.Example.Volumes[0]] };

        Assert.Equal([new("data/volumes/1", null)], Between(AnyGuest.Example, wanted));
    }

    [Fact]
    public void Leaves_the_interface_where_the_drivers_have_their_keys()
    {
        var wanted = AnyGuest.Example with { Adapters = [AnyGuest.Example.Adapters[1]] };

        Assert.Equal([new("attr/eth0", null), new("attr/vif/0/ipv4", null), new StoreChange("attr/vif/0/ipv6", null)], Between(AnyGuest.Example, wanted));
    }

    [Fact]
    public void Writes_one_key_when_only_the_free_memory_has_changed() =>
        Assert.Equal([new("data/meminfo_free", "1")], Between(AnyGuest.Example, AnyGuest.Example with { Memory = AnyGuest.Example.Memory! with { Free = 1 } }));

    private static IReadOnlyList<StoreChange> Between(GuestFacts before, GuestFacts wanted) => TreeDifference.Of(
        Tree(GuestTree.Of(before, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures)), GuestTree.Of(wanted, AnyGuest.ExampleVifs, AnyGuest.ExampleFeatures));

    private static Dictionary<string, string> Tree(IEnumerable<StoreEntry> entries) => entries.ToDictionary(e => e.Path, e => e.Value);

    /// <summary>What a store does with a change.</summary>
    private static void Apply(Dictionary<string, string> store, StoreChange change)
    {
        if (change.Value is { } value)
        {
            store[change.Path] = value;
            return;
        }

        foreach (var path in store.Keys.Where(p => p == change.Path || p.StartsWith(change.Path + "/", StringComparison.Ordinal)).ToList())
        {
            store.Remove(path);
        }
    }
}
