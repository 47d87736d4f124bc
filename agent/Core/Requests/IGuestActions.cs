using System.Net.Sockets;
using XenGuestTools.Agent.Facts;
using XenGuestTools.Agent.Tree;

namespace XenGuestTools.Agent.Requests;

/// <summary>What the host can make this guest do, and nothing else. Every member throws <see cref="GuestException"/> when Windows refuses.</summary>
public interface IGuestActions
{
    /// <summary>Which of the power requests this machine can do now.</summary>
    Features PowerFeatures { get; }

    /// <summary>The time of day.</summary>
    DateTime UtcNow { get; }

    /// <summary>Begins it and returns.</summary>
    void Power(PowerRequest request);

    /// <summary>Adds an address, until Windows restarts. One that is there already is no error.</summary>
    void AddAddress(MacAddress adapter, StaticAddress address);

    /// <summary>Takes back what <see cref="AddAddress"/> has added to the adapter since the agent started.</summary>
    void RemoveAddresses(MacAddress adapter, AddressFamily family);

    void SetTime(DateTime utc);
}
