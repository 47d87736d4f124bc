using System.ServiceProcess;

namespace XenGuestTools.GuestTools;

/// <summary>A service that runs after a restart, does one thing and ends by itself.</summary>
internal sealed class OneShot : ServiceBase
{
    /// <summary>Windows gives a service 5 s when it shuts down (WaitToKillServiceTimeout). What is not done by then is done at the next start.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ManualResetEvent stopping = new(initialState: false);
    private readonly Action<WaitHandle> work;
    private readonly Thread worker;

    /// <param name="name">Of the service.</param>
    /// <param name="work">What it does; the handle is signalled when Windows shuts down.</param>
    public OneShot(string name, Action<WaitHandle> work)
    {
        this.work = work;
        ServiceName = name;
        AutoLog = false; // one entry of its own says what was done
        CanShutdown = true;
        worker = new Thread(Work) { Name = name, IsBackground = true };
    }

    /// <summary>As the commands "service" do it, which Windows starts.</summary>
    public static GuestTools.ExitCode Serve(string name, Action<WaitHandle> work)
    {
        using OneShot service = new(name, work);
        Run(service);
        return GuestTools.ExitCode.Fine;
    }

    protected override void OnStart(string[] args) => worker.Start();

    protected override void OnStop()
    {
        stopping.Set();
        if (Thread.CurrentThread != worker)
        {
            worker.Join(Patience);
        }
    }

    protected override void OnShutdown() => OnStop();

    protected override void Dispose(bool disposing)
    {
        if (disposing && !worker.IsAlive) // it would take a handle that is gone for an error of its work
        {
            stopping.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Work()
    {
        work(stopping);
        Stop();
    }
}
