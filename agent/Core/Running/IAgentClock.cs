namespace XenGuestTools.Agent.Running;

/// <summary>Time that only goes forward, and waiting in it. The time of day may jump; nothing in the agent's own timing depends on it.</summary>
public interface IAgentClock
{
    /// <summary>Since any moment.</summary>
    long Milliseconds { get; }

    /// <summary>The index of a signal that is set, and <see cref="WaitHandle.WaitTimeout"/> if none is in time.</summary>
    /// <param name="signals">At least one.</param>
    /// <param name="milliseconds">-1 for ever.</param>
    int Wait(WaitHandle[] signals, int milliseconds);
}
