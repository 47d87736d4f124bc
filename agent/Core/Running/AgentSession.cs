using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Running;

/// <summary>One connection to the host, from the first publication until it is gone.</summary>
internal sealed class AgentSession : IDisposable
{
    /// <summary>After each round that a signal has caused: a storm of signals makes at most twenty rounds a second.</summary>
    private const int Breath = 50;

    /// <summary>Adapters change in bursts: what has settled is published.</summary>
    private const int Settle = 2_000;

    private const int FirstRetry = 5_000;
    private const int LastRetry = 60_000;
    private const int Second = 1_000;

    private readonly IXenLink link;
    private readonly IGuestActions actions;
    private readonly AgentSettings settings;
    private readonly IAgentClock clock;
    private readonly AgentLog log;
    private readonly HostValues host;
    private readonly FactsCollector facts;
    private readonly Publisher publisher;
    private readonly PowerVerb power;
    private readonly PingVerb ping;
    private readonly StaticIpVerb staticIp;
    private readonly SessionSignals signals;
    private readonly Retry steps = new(FirstRetry, LastRetry);
    private readonly Retry publications = new(FirstRetry, LastRetry);

    private IReadOnlyList<Vif> vifs = [];
    private GuestFacts? published;
    private Features served;
    private Signals failed;
    private long detailsDue;
    private long memoryDue;
    private long adaptersDue;
    private bool firstWasLogged;

    public AgentSession(IXenLink link, WaitHandle linkChanged, IGuestProbe probe, IGuestActions actions, AgentSettings settings, Version tools, IAgentClock clock, AgentLog log)
    {
        (this.link, this.actions, this.settings, this.clock, this.log) = (link, actions, settings, clock, log);
        host = new(link, log);
        facts = new(probe, settings, tools, log);
        publisher = new(link);
        power = new(link, host, actions, log);
        ping = new(link, host);
        staticIp = new(link, host, actions, log);
        signals = new(link, linkChanged, probe.AdaptersChanged, settings, log);
    }

    /// <exception cref="XenStoreException">The connection is gone.</exception>
    public void Run(WaitHandle stop)
    {
        for (var now = Signals.All & ~Signals.Stop; !now.HasFlag(Signals.Stop); now = signals.Wait(clock, stop, NextDue(), Breath))
        {
            Round(now);
        }

        Leave();
    }

    public void Dispose() => signals.Dispose();

    private void Round(Signals now)
    {
        var time = clock.Milliseconds;
        if (steps.IsDue(time))
        {
            now |= failed;
            failed = Signals.None;
            steps.Done();
        }

        if (time >= memoryDue)
        {
            now |= Signals.Requests; // makes up for a watch that was lost, and shows whether the link is still there
        }

        if (now.HasFlag(Signals.Resumed))
        {
            Resume();
            now |= Signals.Leftovers;
        }

        if (now.HasFlag(Signals.Leftovers))
        {
            memoryDue = 0; // what follows is published now
            Try(Signals.Leftovers, publisher.Adopt);
        }

        if (now.HasFlag(Signals.Link))
        {
            Try(Signals.Link, () => link.Read(PowerVerb.Path)); // ends the session if it was this link that went
        }

        if (settings.ServeShutdown && now.HasFlag(Signals.Shutdown))
        {
            Try(Signals.Shutdown, () => power.Serve(served));
        }

        if (now.HasFlag(Signals.Ping))
        {
            Try(Signals.Ping, ping.Serve);
        }

        if (settings.ServeStaticIp && now.HasFlag(Signals.StaticIp))
        {
            Try(Signals.StaticIp, staticIp.Serve);
        }

        if ((now & (Signals.Adapters | Signals.Vifs)) != Signals.None)
        {
            adaptersDue = Math.Min(adaptersDue, time + Settle);
        }

        Try(Signals.Vifs, () => Publish(time));
        if (failed == Signals.None)
        {
            steps.Succeeded();
        }
    }

    /// <summary>At the start, and after the VM was resumed or migrated: all that was known of the host is void.</summary>
    private void Resume()
    {
        served = (settings.ServeShutdown ? actions.PowerFeatures : Features.None) | (settings.ServeStaticIp ? Features.StaticIp : Features.None);
        (published, detailsDue, adaptersDue) = (null, 0, 0);
        signals.Watch();
        if (firstWasLogged)
        {
            log.WriteLimited(AgentEvent.Resumed, "This VM was resumed or migrated. All is published again.");
            Try(Signals.None, StepTime);
        }
    }

    private void StepTime()
    {
        if (!settings.StepTime || link.HostTimeUtc() is not { } time)
        {
            return;
        }

        try
        {
            if (TimeStep.Of(time, actions.UtcNow) is { } step)
            {
                actions.SetTime(step);
            }
        }
        catch (GuestException e)
        {
            log.WriteLimited(AgentEvent.RequestFailed, $"The clock could not be put forward to the host's: {e.Message}");
        }
    }

    private void Publish(long time)
    {
        if (!Refresh(time) && !publications.IsDue(time))
        {
            return;
        }

        publications.Done();
        var damped = Damping.Of(published, facts.Facts);
        var result = publisher.Publish(GuestTree.Of(damped, vifs, served), vifs);
        published = damped;
        if (result.Failed > 0)
        {
            publications.Failed(time);
            log.WriteLimited(AgentEvent.StoreRefused, $"The host's store refuses {result.Failed} keys; they are tried again. The first: {result.FirstFailure}");
            return;
        }

        publications.Succeeded();
        if (!firstWasLogged)
        {
            firstWasLogged = true;
            log.WriteLimited(AgentEvent.Published, $"The host knows this guest now: {result.Changed} keys written.");
        }
    }

    /// <returns>True if there may be something new.</returns>
    private bool Refresh(long time)
    {
        var (details, memory, adapters) = (time >= detailsDue, time >= memoryDue, time >= adaptersDue);
        if (details)
        {
            detailsDue = time + ((long)settings.DetailsSeconds * Second);
            facts.RefreshDetails();
        }

        if (memory)
        {
            memoryDue = time + ((long)settings.MemorySeconds * Second);
            facts.RefreshMemory();
        }

        if (adapters || details)
        {
            adaptersDue = long.MaxValue;
            facts.RefreshAdapters();
            Try(Signals.Vifs, () => vifs = VifReader.Read(host));
        }

        return details || memory || adapters;
    }

    /// <summary>What is not served any more is not offered any more. The data stays: it is still true.</summary>
    private void Leave()
    {
        try
        {
            publisher.Withdraw(path => path.StartsWith("control/feature-", StringComparison.Ordinal));
        }
        catch (XenStoreException e)
        {
            log.WriteLimited(AgentEvent.StoreLost, $"The host could not be told that the agent stops: {e.Message}");
        }
    }

    /// <summary>What the store refuses is tried again, later each time; only a link that is gone ends the session.</summary>
    private void Try(Signals again, Action step)
    {
        try
        {
            step();
        }
        catch (XenStoreException e) when (e.Error != XenStoreError.Gone)
        {
            failed |= again;
            steps.Failed(clock.Milliseconds);
            log.WriteLimited(AgentEvent.StoreRefused, $"The host's store refused a step of the agent, which is tried again: {e.Message}");
        }
    }

    private int NextDue()
    {
        var due = Math.Min(Math.Min(detailsDue, memoryDue), Math.Min(adaptersDue, Math.Min(steps.Due, publications.Due)));
        return (int)Math.Clamp(due - clock.Milliseconds, 0, int.MaxValue);
    }
}
