using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Running;

/// <summary>All that can wake a session. A watch that can't be had is done without: the session looks by itself once a minute.</summary>
internal sealed class SessionSignals(IXenLink link, WaitHandle linkChanged, WaitHandle adaptersChanged, AgentSettings settings, AgentLog log) : IDisposable
{
    private readonly List<(IXenWatch Watch, Signals Signal)> watches = [];

    /// <summary>Sets the watches, again if there are any: after a resume the old ones are dead.</summary>
    /// <exception cref="XenStoreException">Gone.</exception>
    public void Watch()
    {
        Dispose();
        Add("device/vif", Signals.Vifs);
        Add(PingVerb.Path, Signals.Ping);
        if (settings.ServeShutdown)
        {
            Add(PowerVerb.Path, Signals.Shutdown);
        }

        if (settings.ServeStaticIp)
        {
            Add(StaticIpVerb.Path, Signals.StaticIp);
        }
    }

    /// <summary>Waits for a signal, and takes all that are set: a storm of one does not hide another.</summary>
    /// <param name="milliseconds">When to return without one.</param>
    /// <param name="breath">How long to pause after a signal, in milliseconds, unless it was to stop.</param>
    public Signals Wait(IAgentClock clock, WaitHandle stop, int milliseconds, int breath)
    {
        List<(WaitHandle Handle, Signals Signal)> all = [(stop, Signals.Stop), (linkChanged, Signals.Link), (adaptersChanged, Signals.Adapters)];
        if (link.Resumed is { } resumed)
        {
            all.Add((resumed, Signals.Resumed));
        }

        all.AddRange(watches.Select(w => (w.Watch.Signal, w.Signal)));
        var first = clock.Wait([.. all.Select(a => a.Handle)], milliseconds);
        if (first == WaitHandle.WaitTimeout)
        {
            return Signals.None;
        }

        var set = all[first].Signal;
        if (set != Signals.Stop && clock.Wait([stop], breath) == 0)
        {
            return set | Signals.Stop;
        }

        foreach (var (handle, signal) in all)
        {
            set |= handle.WaitOne(0) ? signal : Signals.None;
        }

        return set;
    }

    public void Dispose()
    {
        foreach (var (watch, _) in watches)
        {
            try
            {
                watch.Dispose();
            }
            catch (XenStoreException e)
            {
                log.WriteLimited(AgentEvent.StoreRefused, $"A watch could not be ended: {e.Message}");
            }
        }

        watches.Clear();
    }

    private void Add(string path, Signals signal)
    {
        try
        {
            watches.Add((link.Watch(path), signal));
        }
        catch (XenStoreException e) when (e.Error != XenStoreError.Gone)
        {
            log.WriteLimited(AgentEvent.StoreRefused, $"The store allows no watch; the agent looks once a minute. {e.Message}");
        }
    }
}
