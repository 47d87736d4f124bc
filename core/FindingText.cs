namespace XenGuestTools.Core;

/// <summary>The one wording of findings, shared by the installers, their logs and guesttools.</summary>
public static class FindingText
{
    /// <summary>Every finding with code, evidence and remedy, errors first; lines end in LF. "" for no findings.</summary>
    public static string Message(IReadOnlyList<Finding> findings) => throw new NotImplementedException();
}
