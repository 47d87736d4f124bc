namespace XenGuestTools.Agent.Facts;

/// <summary>What the host is told of this guest. A part that could not be found out is null or empty: nothing of it is published then.</summary>
public sealed record GuestFacts(Version Tools, SystemFacts? System, MemoryFacts? Memory, IReadOnlyList<VolumeFacts> Volumes, IReadOnlyList<AdapterFacts> Adapters);
