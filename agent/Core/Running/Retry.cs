namespace XenGuestTools.Agent.Running;

/// <summary>When to try again what has failed: after twice the time each time it fails again, so that what does not get better costs next to nothing.</summary>
internal sealed class Retry(int firstMilliseconds, int lastMilliseconds)
{
    private int factor = 1;

    /// <summary>The time of the next attempt, by the agent's clock; the end of time if none is planned.</summary>
    public long Due { get; private set; } = long.MaxValue;

    public bool IsDue(long now) => now >= Due;

    /// <summary>Several failures before the next attempt are one.</summary>
    public void Failed(long now)
    {
        if (Due == long.MaxValue)
        {
            var wait = Math.Min(firstMilliseconds * factor, lastMilliseconds);
            Due = now + wait;
            factor = wait < lastMilliseconds ? factor * 2 : factor;
        }
    }

    /// <summary>The attempt is made now.</summary>
    public void Done() => Due = long.MaxValue;

    public void Succeeded() => factor = 1;
}
