using XenGuestTools.Agent.Running;

namespace XenGuestTools.Tests.Agent;

/// <summary>Time that passes only while somebody waits, and things that happen at a time: a year takes a second, and every run is the same.</summary>
internal sealed class SimulatedClock : IAgentClock
{
    private readonly PriorityQueue<Action, (long Time, int Order)> plans = new();
    private int planned;

    public long Milliseconds { get; private set; }

    /// <summary>How often a wait has ended: a loop that spins shows here.</summary>
    public int Wakes { get; private set; }

    public void At(long milliseconds, Action action) => plans.Enqueue(action, (milliseconds, planned++));

    /// <summary>As a VM that was paused, or a host that was too busy, makes it.</summary>
    public void Jump(long milliseconds) => Milliseconds += milliseconds;

    public int Wait(WaitHandle[] signals, int milliseconds)
    {
        Wakes++;
        var end = milliseconds < 0 ? long.MaxValue : Milliseconds + milliseconds;
        while (true)
        {
            var signal = WaitHandle.WaitAny(signals, 0);
            if (signal != WaitHandle.WaitTimeout)
            {
                return signal;
            }

            if (!plans.TryPeek(out var action, out var plan) || plan.Time > end)
            {
                Milliseconds = end == long.MaxValue ? throw new InvalidOperationException("The agent waits for ever, and nothing is planned.") : Math.Max(Milliseconds, end);
                return WaitHandle.WaitTimeout;
            }

            plans.Dequeue();
            Milliseconds = Math.Max(Milliseconds, plan.Time);
            action();
        }
    }
}
