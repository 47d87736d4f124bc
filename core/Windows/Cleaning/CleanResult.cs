using System.Collections.Immutable;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>How a clean-up, or its undo, stands.</summary>
public enum CleanVerdict
{
    /// <summary>There was nothing to do.</summary>
    Nothing,

    /// <summary>All is done.</summary>
    Done,

    /// <summary>It goes on after a restart of Windows.</summary>
    RestartNeeded,

    /// <summary>Something could not be removed, or put back.</summary>
    Remains,
}

/// <param name="Backup">The folder of what was taken away; null where nothing was.</param>
/// <param name="Problems">What failed: sentences.</param>
/// <param name="Left">What is still to be done, or can't be put back: sentences.</param>
/// <param name="Restarting">Windows is restarting already.</param>
public sealed record CleanResult(CleanVerdict Verdict, string? Backup, ImmutableArray<string> Problems, ImmutableArray<string> Left, bool Restarting)
{
    internal static CleanResult Of(CleanVerdict verdict, string? backup = null) => new(verdict, backup, [], [], Restarting: false);

    public override string ToString() => $"{Verdict}";
}
