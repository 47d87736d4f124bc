using XenGuestTools.Agent.Running;

namespace XenGuestTools.Build.AgentBench;

/// <summary>A wait takes no time: a minute passes with each that no signal ends, and something may be planned for it.</summary>
internal sealed class CompressedTime(int minutes) : IAgentClock, IDisposable
{
    private readonly Dictionary<int, Action> plans = [];
    private readonly ManualResetEvent end = new(initialState: false);
    private int waits;

    public long Milliseconds { get; private set; }

    public WaitHandle End => end;

    public void Plan(int wait, Action action) => plans[wait] = action;

    public int Wait(WaitHandle[] signals, int milliseconds)
    {
        var signal = WaitHandle.WaitAny(signals, 0);
        if (signal != WaitHandle.WaitTimeout)
        {
            return signal;
        }

        Milliseconds += Math.Max(milliseconds, 0);
        if (milliseconds > 1_000)
        {
            if (plans.Remove(waits++, out var action))
            {
                action();
            }

            if (waits > minutes)
            {
                end.Set();
            }
        }

        return WaitHandle.WaitTimeout;
    }

    public void Dispose() => end.Dispose();
}
