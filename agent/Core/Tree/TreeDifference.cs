namespace XenGuestTools.Agent.Tree;

/// <summary>What to do so that a store holds the wanted keys instead of those that were written before.</summary>
public static class TreeDifference
{
    /// <summary>Removals first, each of the highest key that is not needed any more; then the writes in the order of <paramref name="wanted"/>.</summary>
    /// <param name="written">What the store holds of ours.</param>
    public static IReadOnlyList<StoreChange> Of(IReadOnlyDictionary<string, string> written, IReadOnlyList<StoreEntry> wanted)
    {
        List<StoreChange> changes = [];
        var kept = WithParents(wanted);
        foreach (var path in written.Keys.Where(p => !kept.Contains(p)).Order(StringComparer.Ordinal))
        {
            var top = path;
            while (!IsShared(Parent(top)) && !kept.Contains(Parent(top)))
            {
                top = Parent(top);
            }

            if (changes.Count == 0 || changes[^1].Path != top)
            {
                changes.Add(new(top, null));
            }
        }

        changes.AddRange(wanted.Where(e => !written.TryGetValue(e.Path, out var value) || value != e.Value).Select(e => new StoreChange(e.Path, e.Value)));
        return changes;
    }

    /// <summary>Keys that others have made, or have theirs below: drivers below attr/vif/&lt;n&gt;, the host in all others.</summary>
    private static bool IsShared(string path) =>
        !path.Contains('/', StringComparison.Ordinal) || path == "attr/vif" || (path.StartsWith("attr/vif/", StringComparison.Ordinal) && path.LastIndexOf('/') == "attr/vif".Length);

    private static HashSet<string> WithParents(IReadOnlyList<StoreEntry> entries)
    {
        HashSet<string> all = [];
        foreach (var entry in entries)
        {
            for (var path = entry.Path; path.Length > 0 && all.Add(path); path = Parent(path))
            {
            }
        }

        return all;
    }

    private static string Parent(string path) => path[..Math.Max(path.LastIndexOf('/'), 0)];
}
