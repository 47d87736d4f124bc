namespace XenGuestTools.Agent.Tree;

/// <param name="Changed">How many changes the store has taken.</param>
/// <param name="Failed">How many it has refused; they are tried again with the next call.</param>
/// <param name="FirstFailure">What the store said to the first one.</param>
public readonly record struct PublishResult(int Changed, int Failed, string? FirstFailure);
