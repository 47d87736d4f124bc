namespace XenGuestTools.Agent.Store;

/// <summary>Something to wait for. It ends when it is disposed of.</summary>
public interface IXenWatch : IDisposable
{
    /// <summary>
    /// Set once at the start, after a change, and when the store is gone; a wait takes it back. It does not say what has changed, and many changes before a wait are one:
    /// whoever waits reads what there is now, and a storm of changes costs as much as its reader is fast.
    /// </summary>
    WaitHandle Signal { get; }
}
