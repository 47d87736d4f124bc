namespace XenGuestTools.Agent.Store;

/// <summary>Finds the way to the host, which can come and go while the agent runs: a driver is installed, upgraded or removed.</summary>
public interface IXenLinkSource : IDisposable
{
    /// <summary>Set when something may have come or gone; a wait takes it back.</summary>
    WaitHandle Changed { get; }

    /// <summary>How often to look without a signal, in milliseconds; -1 where the signal can be relied on.</summary>
    int PollMilliseconds { get; }

    /// <summary>What was found, for the log.</summary>
    string Description { get; }

    /// <summary>Null if there is none now.</summary>
    /// <exception cref="XenStoreException">There is one and it can't be opened.</exception>
    IXenLink? Open();
}
