using System.Collections.Immutable;

namespace XenGuestTools.Core.Offline;

/// <summary>What <c>guesttools offline</c> found and did; its JSON.</summary>
/// <param name="Windows">The folder.</param>
/// <param name="Next">The control set that it starts from.</param>
/// <param name="Broken">The rules that were broken when it was looked at.</param>
/// <param name="Changes">What is, or was, to be changed.</param>
/// <param name="Done">Were the changes made?</param>
/// <param name="Backup">The folder of the backup: the new one, or the one that was taken back; null if none was needed.</param>
/// <param name="Remaining">The rules that are broken once the changes are made.</param>
public sealed record OfflineResult(
    string Version,
    string Windows,
    string Next,
    ImmutableArray<string> ControlSets,
    ImmutableArray<BootViolation> Broken,
    ImmutableArray<ValueChange> Changes,
    bool Done,
    string? Backup,
    ImmutableArray<BootViolation> Remaining)
{
    /// <summary>The rules that are broken at the end, in the registry as it is.</summary>
    internal ImmutableArray<BootViolation> Now => Done ? Remaining : Broken;

    /// <summary>Short: the lists say nothing as text.</summary>
    public override string ToString() => Windows;
}
