using System.ServiceProcess;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.GuestTools;

/// <summary>The service that runs after the restart. It ends by itself.</summary>
internal sealed class NetworkService : ServiceBase
{
    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly Thread worker;

    public NetworkService()
    {
        ServiceName = RestoreService.Name;
        AutoLog = false; // one entry of its own says what was done
        CanShutdown = true;
        worker = new Thread(Work) { Name = "network", IsBackground = true };
    }

    protected override void OnStart(string[] args) => worker.Start();

    protected override void OnStop() => stopping.Set();

    protected override void OnShutdown() => OnStop();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            stopping.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Work()
    {
        RestoreRun.Run(stopping);
        Stop();
    }
}
