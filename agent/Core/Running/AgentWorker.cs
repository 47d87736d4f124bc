namespace XenGuestTools.Agent.Running;

/// <summary>The thread that the agent lives on, and the way to end it.</summary>
/// <param name="run">Returns soon after its argument is set.</param>
public sealed class AgentWorker(Action<WaitHandle> run) : IDisposable
{
    private readonly ManualResetEvent stopping = new(initialState: false);
    private Thread? thread;
    private bool isDisposed;

    public void Start()
    {
        thread = new(() => run(stopping)) { Name = "agent", IsBackground = true };
        thread.Start();
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>False if it has not within the time: it waits for a driver that does not answer, and ends with the process.</returns>
    public bool Stop(TimeSpan patience)
    {
        stopping.Set();
        return thread?.Join(patience) ?? true;
    }

    public void Dispose()
    {
        if (!isDisposed && Stop(TimeSpan.Zero))
        {
            isDisposed = true;
            stopping.Dispose();
        }
    }
}
