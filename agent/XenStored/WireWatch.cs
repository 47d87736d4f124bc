using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.XenStored;

internal sealed class WireWatch(Action end) : IXenWatch
{
    private readonly Lock use = new();
    private readonly AutoResetEvent signal = new(initialState: false);
    private bool ended;

    public WaitHandle Signal => signal;

    /// <summary>Nothing once the watch has ended: an event may still be on its way then.</summary>
    public void Set()
    {
        lock (use)
        {
            if (!ended)
            {
                signal.Set();
            }
        }
    }

    public void Dispose()
    {
        lock (use)
        {
            if (ended)
            {
                return;
            }

            ended = true;
            signal.Dispose();
        }

        end();
    }
}
