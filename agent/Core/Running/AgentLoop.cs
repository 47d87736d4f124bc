using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Running;

/// <summary>
/// The agent's life: wait for a way to the host, use it until it is gone, wait for the next one. One thread, which sleeps until something happens.
/// </summary>
public sealed class AgentLoop(IXenLinkSource source, IGuestProbe probe, IGuestActions actions, AgentSettings settings, Version tools, IAgentClock clock, AgentLog log)
{
    private const int FirstRetry = 1_000;
    private const int LastRetry = 60_000;

    private readonly Retry retry = new(FirstRetry, LastRetry);
    private bool missingWasLogged;

    /// <summary>Returns once <paramref name="stop"/> is set.</summary>
    public void Run(WaitHandle stop)
    {
        while (clock.Wait([stop], 0) != 0)
        {
            var started = clock.Milliseconds;
            var wait = UseLink(stop);
            if (clock.Milliseconds - started > LastRetry)
            {
                retry.Succeeded(); // it has worked for a while
            }

            WaitForChange(stop, wait);
        }
    }

    /// <summary>Uses a link as long as it lasts.</summary>
    /// <returns>How long to wait before the next look: milliseconds, or -1 until something changes.</returns>
    private int UseLink(WaitHandle stop)
    {
        try
        {
            using var link = source.Open();
            if (link is null)
            {
                LogMissing();
                return source.PollMilliseconds;
            }

            missingWasLogged = false;
            log.WriteLimited(AgentEvent.XenIfaceFound, $"Connected to the host: {source.Description}");
            using AgentSession session = new(link, source.Changed, probe, actions, settings, tools, clock, log);
            session.Run(stop);
        }
        catch (XenStoreException e)
        {
            log.WriteLimited(AgentEvent.StoreLost, $"No connection to the host: {e.Message}");
        }

        retry.Done();
        retry.Failed(clock.Milliseconds);
        return (int)(retry.Due - clock.Milliseconds);
    }

    private void LogMissing()
    {
        if (!missingWasLogged)
        {
            log.WriteLimited(AgentEvent.XenIfaceMissing, $"{source.Description} not found, idling. Without this driver the host gets no data from this VM. It is part of Xen Guest Tools.");
            missingWasLogged = true;
        }
    }

    /// <summary>A device that comes and goes all the time does not make this spin: it is opened after the wait, or after a second.</summary>
    private void WaitForChange(WaitHandle stop, int milliseconds)
    {
        if (clock.Wait([stop, source.Changed], milliseconds) == 1)
        {
            clock.Wait([stop], FirstRetry);
        }
    }
}
