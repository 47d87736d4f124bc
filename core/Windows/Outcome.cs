namespace XenGuestTools.Core.Windows;

/// <summary>How the removal of a thing went, when it did not fail.</summary>
internal enum Outcome
{
    /// <summary>There was no such thing: as good as removed.</summary>
    NotThere,

    Done,

    /// <summary>It is in use and goes at the next restart.</summary>
    AtRestart,
}
