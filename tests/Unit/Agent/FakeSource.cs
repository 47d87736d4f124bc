using XenGuestTools.Agent.Store;

namespace XenGuestTools.Tests.Agent;

/// <summary>A device that comes and goes as a test says.</summary>
internal sealed class FakeSource(Func<IXenLink?> open) : IXenLinkSource
{
    private readonly AutoResetEvent changed = new(initialState: false);

    public WaitHandle Changed => changed;

    public int PollMilliseconds => Timeout.Infinite;

    public string Description => "the test's device";

    public int Opened { get; private set; }

    public void Change() => changed.Set();

    public IXenLink? Open()
    {
        Opened++;
        return open();
    }

    public void Dispose() => changed.Dispose();
}
