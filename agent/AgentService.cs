using System.ServiceProcess;
using XenGuestTools.Agent.Running;

namespace XenGuestTools.Agent;

/// <summary>The agent as a Windows service: a thread that does the work, and the way to stop it.</summary>
internal sealed class AgentService : ServiceBase
{
    public const string Name = "XenGuestAgent";

    /// <summary>A driver that does not answer must not hold up the stop of the service, and with it the shutdown of Windows.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly AgentWorker worker;

    /// <param name="run">Returns soon after its argument is set.</param>
    public AgentService(Action<WaitHandle> run)
    {
        ServiceName = Name;
        AutoLog = false; // the agent logs, under its own event IDs
        CanShutdown = true;
        worker = new(run);
    }

    protected override void OnStart(string[] args) => worker.Start();

    protected override void OnStop() => worker.Stop(Patience);

    protected override void OnShutdown() => OnStop();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            worker.Dispose();
        }

        base.Dispose(disposing);
    }
}
