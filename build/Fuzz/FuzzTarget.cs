namespace XenGuestTools.Build.Fuzz;

/// <summary>A reader of files that come from strangers.</summary>
/// <param name="Seeds">Good files to spoil.</param>
/// <param name="Read">Reads one file and keeps the errors that it may make to itself. Runs on several threads at once.</param>
public sealed record FuzzTarget(string Name, IReadOnlyList<byte[]> Seeds, Action<byte[]> Read);

/// <param name="Inputs">How many spoilt files were read.</param>
/// <param name="Slowest">Of all inputs.</param>
/// <param name="MostAllocated">Bytes, of all inputs.</param>
public sealed record FuzzResult(string Name, long Inputs, TimeSpan Slowest, long MostAllocated);
