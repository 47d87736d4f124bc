using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Tree;

/// <summary>Brings a store to what it should hold, by differences. It knows what it has written, so nothing that was refused is lost and nothing is written twice.</summary>
public sealed class Publisher(IXenStore store)
{
    private readonly Dictionary<string, string> written = new(StringComparer.Ordinal);
    private bool announce;

    /// <summary>Takes over what an earlier agent, or this one before the VM was migrated, has left: what is right stays, what is not wanted any more will go.</summary>
    /// <exception cref="XenStoreException">The store could not be read.</exception>
    public void Adopt()
    {
        written.Clear();
        foreach (var entry in new Leftovers(store).Read())
        {
            written[entry.Path] = entry.Value;
        }

        announce = true; // even if all is right: the host may have forgotten it
    }

    /// <param name="wanted">All that the store should hold.</param>
    /// <param name="vifs">What is below attr/vif/&lt;n&gt; of those that the driver reports is not ours (any more).</param>
    /// <exception cref="XenStoreException">Gone: nothing more can be written. All other failures are in the result.</exception>
    public PublishResult Publish(IReadOnlyList<StoreEntry> wanted, IReadOnlyList<Vif> vifs)
    {
        foreach (var vif in vifs.Where(v => v.DriverReports))
        {
            Forget($"attr/vif/{vif.Number}/");
        }

        PublishResult result = default;
        foreach (var change in TreeDifference.Of(written, wanted))
        {
            result = Try(change, result);
            announce |= change.Path != GuestTree.MemoryFree;
        }

        if (announce)
        {
            var before = result.Failed;
            result = Try(new(GuestTree.Updated, "1"), Try(new(GuestTree.Installed, "1"), result));
            announce = result.Failed > before;
        }

        return result;
    }

    /// <summary>Takes keys back; what the store refuses stays.</summary>
    /// <exception cref="XenStoreException">Gone.</exception>
    public void Withdraw(Func<string, bool> which)
    {
        foreach (var path in written.Keys.Where(which).ToList())
        {
            Try(new(path, null), default);
        }
    }

    private PublishResult Try(StoreChange change, PublishResult result)
    {
        try
        {
            if (change.Value is { } value)
            {
                store.Write(change.Path, value);
                if (change.Path != GuestTree.Updated) // a mark, and no part of the tree
                {
                    written[change.Path] = value;
                }
            }
            else
            {
                store.Remove(change.Path);
                written.Remove(change.Path);
                Forget(change.Path + "/");
            }

            return result with { Changed = result.Changed + 1 };
        }
        catch (XenStoreException e) when (e.Error != XenStoreError.Gone)
        {
            return result with { Failed = result.Failed + 1, FirstFailure = result.FirstFailure ?? e.Message };
        }
    }

    private void Forget(string prefix)
    {
        foreach (var path in written.Keys.Where(p => p.StartsWith(prefix, StringComparison.Ordinal)).ToList())
        {
            written.Remove(path);
        }
    }
}
