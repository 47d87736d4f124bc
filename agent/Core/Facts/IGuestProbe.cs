using XenGuestTools.Agent.Requests;

namespace XenGuestTools.Agent.Facts;

/// <summary>Finds out the facts. Every member throws <see cref="GuestException"/> when Windows does not tell.</summary>
public interface IGuestProbe
{
    /// <summary>Set when an address or an adapter may have changed; a wait takes it back.</summary>
    WaitHandle AdaptersChanged { get; }

    SystemFacts System();

    MemoryFacts Memory();

    /// <summary>Fixed disks, in the order of their names.</summary>
    IReadOnlyList<VolumeFacts> Volumes();

    /// <summary>Those that are up.</summary>
    IReadOnlyList<AdapterFacts> Adapters();
}
