using System.ServiceProcess;

namespace XenGuestTools.Agent;

/// <summary>The agent as a Windows service: a thread that does the work, and the way to stop it.</summary>
internal sealed class AgentService : ServiceBase
{
    public const string Name = "XenGuestAgent";

    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly Thread worker;

    public AgentService(Watcher watcher)
    {
        ServiceName = Name;
        AutoLog = false; // the watcher logs, under its own event IDs
        CanShutdown = true;
        worker = new Thread(() => watcher.Run(stopping)) { Name = "agent" };
    }

    protected override void OnStart(string[] args) => worker.Start();

    protected override void OnStop()
    {
        stopping.Set();
        worker.Join();
    }

    protected override void OnShutdown() => OnStop();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stopping.Dispose();
        }

        base.Dispose(disposing);
    }
}
