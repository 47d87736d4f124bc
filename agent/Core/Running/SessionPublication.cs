using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Running;

/// <summary>What a session publishes, and when it looks for something new.</summary>
internal sealed class SessionPublication(IXenStore store, HostValues host, FactsCollector facts, AgentSettings settings, AgentLog log)
{
    /// <summary>Adapters change in bursts: what has settled is published.</summary>
    private const int Settle = 2_000;

    private const int FirstRetry = 5_000;
    private const int LastRetry = 60_000;
    private const long Second = 1_000;

    private readonly Publisher publisher = new(store);
    private readonly Retry retry = new(FirstRetry, LastRetry);

    private IReadOnlyList<Vif> vifs = [];
    private GuestFacts? published;
    private long detailsDue;
    private long memoryDue;
    private long adaptersDue;
    private bool isComplete;

    /// <summary>When to publish next, by the agent's clock.</summary>
    public long Due => Math.Min(Math.Min(detailsDue, memoryDue), Math.Min(adaptersDue, retry.Due));

    /// <summary>It is time for the look at the memory: once a minute, unless the settings say otherwise.</summary>
    public bool IsDue(long time) => time >= memoryDue;

    /// <summary>The next publication looks at everything.</summary>
    public void Restart() => (published, detailsDue, memoryDue, adaptersDue) = (null, 0, 0, 0);

    /// <exception cref="XenStoreException">The store could not be read.</exception>
    public void Adopt()
    {
        memoryDue = 0; // what was found is compared now
        publisher.Adopt();
    }

    public void AdaptersChanged(long time) => adaptersDue = Math.Min(adaptersDue, time + Settle);

    /// <exception cref="XenStoreException">Gone.</exception>
    public void Publish(long time, Features served)
    {
        if (!Refresh(time) && !retry.IsDue(time))
        {
            return;
        }

        retry.Done();
        var damped = Damping.Of(published, facts.Facts);
        var result = publisher.Publish(GuestTree.Of(damped, vifs, served), vifs);
        published = damped;
        if (result.Failed > 0)
        {
            retry.Failed(time);
            log.WriteLimited(AgentEvent.StoreRefused, $"The host's store refuses {result.Failed} keys; they are tried again. The first: {result.FirstFailure}");
            return;
        }

        retry.Succeeded();
        if (!isComplete)
        {
            isComplete = true;
            log.WriteLimited(AgentEvent.Published, $"The host knows this guest now: {result.Changed} keys written.");
        }
    }

    /// <exception cref="XenStoreException">Gone.</exception>
    public void WithdrawFeatures() => publisher.Withdraw(path => path.StartsWith("control/feature-", StringComparison.Ordinal));

    /// <returns>True if there may be something new.</returns>
    private bool Refresh(long time)
    {
        var (details, memory, adapters) = (time >= detailsDue, time >= memoryDue, time >= adaptersDue);
        if (details)
        {
            detailsDue = time + (settings.DetailsSeconds * Second);
            facts.RefreshDetails();
        }

        if (memory)
        {
            memoryDue = time + (settings.MemorySeconds * Second);
            facts.RefreshMemory();
        }

        if (adapters || details)
        {
            adaptersDue = long.MaxValue;
            facts.RefreshAdapters();
            ReadVifs(time);
        }

        return details || memory || adapters;
    }

    private void ReadVifs(long time)
    {
        try
        {
            vifs = VifReader.Read(host);
        }
        catch (XenStoreException e) when (e.Error != XenStoreError.Gone)
        {
            adaptersDue = time + LastRetry;
            log.WriteLimited(AgentEvent.StoreRefused, $"The host's interfaces can't be read; tried again in a minute. {e.Message}");
        }
    }
}
