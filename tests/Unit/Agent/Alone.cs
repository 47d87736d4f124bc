namespace XenGuestTools.Tests.Agent;

/// <summary>Tests that measure the process they run in: no other runs at the same time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
