using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Requests;

/// <summary>control/ping: the host sees that the agent lives when its key is gone.</summary>
public sealed class PingVerb(IXenStore store, HostValues host)
{
    public const string Path = "control/ping";

    /// <exception cref="XenStoreException">The key could not be removed.</exception>
    public void Serve()
    {
        if (host.Exists(Path))
        {
            store.Remove(Path);
        }
    }
}
