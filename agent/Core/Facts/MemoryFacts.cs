namespace XenGuestTools.Agent.Facts;

/// <summary>Physical memory in KiB, the unit that xapi wants (facts 5.1).</summary>
public sealed record MemoryFacts(ulong Total, ulong Free);
