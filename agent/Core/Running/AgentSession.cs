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

    private const int FirstRetry = 5_000;
    private const int LastRetry = 60_000;

    private readonly IXenLink link;
    private readonly IGuestActions actions;
    private readonly AgentSettings settings;
    private readonly IAgentClock clock;
    private readonly AgentLog log;
    private readonly SessionPublication publication;
    private readonly PowerVerb power;
    private readonly PingVerb ping;
    private readonly StaticIpVerb staticIp;
    private readonly SessionSignals signals;
    private readonly Retry steps = new(FirstRetry, LastRetry);

    private Features served;
    private Signals failed;
    private bool hasStarted;

    public AgentSession(IXenLink link, WaitHandle linkChanged, IGuestProbe probe, IGuestActions actions, AgentSettings settings, Version tools, IAgentClock clock, AgentLog log)
    {
        (this.link, this.actions, this.settings, this.clock, this.log) = (link, actions, settings, clock, log);
        HostValues host = new(link, log);
        publication = new(link, host, new(probe, settings, tools, log), settings, log);
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

        if (publication.IsDue(time))
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
            Try(Signals.Leftovers, publication.Adopt);
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
            publication.AdaptersChanged(time);
        }

        publication.Publish(time, served);
        if (failed == Signals.None)
        {
            steps.Succeeded();
        }
    }

    /// <summary>At the start, and after the VM was resumed or migrated: all that was known of the host is void.</summary>
    private void Resume()
    {
        served = (settings.ServeShutdown ? actions.PowerFeatures : Features.None) | (settings.ServeStaticIp ? Features.StaticIp : Features.None);
        publication.Restart();
        signals.Watch();
        if (hasStarted)
        {
            log.WriteLimited(AgentEvent.Resumed, "This VM was resumed or migrated. All is published again.");
            Try(Signals.None, StepTime);
        }

        hasStarted = true;
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

    /// <summary>What is not served any more is not offered any more. The data stays: it is still true.</summary>
    private void Leave()
    {
        try
        {
            publication.WithdrawFeatures();
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

    private int NextDue() => (int)Math.Clamp(Math.Min(publication.Due, steps.Due) - clock.Milliseconds, 0, int.MaxValue);
}
