using XenGuestTools.Core;

namespace XenGuestTools.Tests.Probe;

/// <summary>A step that was done or taken back.</summary>
/// <param name="Plan">install, upgrade or remove.</param>
/// <param name="Differences">Between what the model foretold and what the machine was then, as lines; none is what we want.</param>
/// <param name="Error">Why the step failed; null if it did not.</param>
internal sealed record Turn(string Plan, string Package, Step Step, bool IsUndo, string[] Differences, string? Error);
