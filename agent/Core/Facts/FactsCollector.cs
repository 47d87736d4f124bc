using XenGuestTools.Agent.Requests;
using XenGuestTools.Agent.Running;

namespace XenGuestTools.Agent.Facts;

/// <summary>Keeps the facts up to date. What Windows does not tell this time stays as it was.</summary>
public sealed class FactsCollector(IGuestProbe probe, AgentSettings settings, Version tools, AgentLog log)
{
    public GuestFacts Facts { get; private set; } = new(tools, null, null, [], []);

    /// <summary>What changes rarely and costs most.</summary>
    public void RefreshDetails()
    {
        Facts = Facts with
        {
            System = Ask("system", probe.System, Facts.System),
            Volumes = settings.PublishVolumes ? Ask("volumes", probe.Volumes, Facts.Volumes)! : [],
        };
    }

    public void RefreshAdapters() => Facts = Facts with { Adapters = settings.PublishAddresses ? Ask("adapters", probe.Adapters, Facts.Adapters)! : [] };

    public void RefreshMemory() => Facts = Facts with { Memory = Ask("memory", probe.Memory, Facts.Memory) };

    private T? Ask<T>(string what, Func<T> ask, T? last)
        where T : class
    {
        try
        {
            return ask();
        }
        catch (GuestException e)
        {
            log.WriteLimited(AgentEvent.FactsMissing, $"Windows does not tell about {what}: {e.Message} The host keeps what it was told last.");
            return last;
        }
    }
}
