using XenGuestTools.Agent.Running;
using XenGuestTools.Agent.Store;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Requests;

/// <summary>control/shutdown. The host waits until the key is empty or gone (xenopsd's shutdown_wait_for_ack), so it is emptied first: afterwards Windows may be too fast.</summary>
public sealed class PowerVerb(IXenStore store, HostValues host, IGuestActions actions, AgentLog log)
{
    public const string Path = "control/shutdown";
    private const int LongestWord = 16;

    /// <param name="served">What this guest has offered.</param>
    /// <exception cref="XenStoreException">The request could not be read or acknowledged: nothing was done, and it is still there.</exception>
    public void Serve(Features served)
    {
        if (host.Read(Path, LongestWord) is not { } word || PowerWords.IsForDrivers(word))
        {
            return;
        }

        var request = PowerWords.Parse(word);
        if (request == PowerRequest.None || !served.HasFlag(PowerWords.Feature(request)))
        {
            host.Refuse(Path, word, "asks for what this guest does not serve");
            return;
        }

        store.Write(Path, "");
        log.Write(AgentEvent.RequestServed, $"The host asks for: {request}.");
        try
        {
            actions.Power(request);
        }
        catch (GuestException e)
        {
            log.WriteLimited(AgentEvent.RequestFailed, $"{request} failed: {e.Message}");
        }
    }
}
