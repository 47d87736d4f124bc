namespace XenGuestTools.Agent.Running;

public sealed class SystemClock : IAgentClock
{
    public long Milliseconds => Environment.TickCount64;

    public int Wait(WaitHandle[] signals, int milliseconds) => WaitHandle.WaitAny(signals, milliseconds);
}
