namespace XenGuestTools.Agent.Facts;

/// <param name="Name">Where it is reached first: "C:\".</param>
/// <param name="Size">In bytes, as is <paramref name="Free"/>.</param>
/// <param name="Label">What the user calls it; may be empty.</param>
/// <param name="MountPoints">All places where it is reached.</param>
public sealed record VolumeFacts(string Name, ulong Size, ulong Free, string FileSystem, string Label, IReadOnlyList<string> MountPoints);
