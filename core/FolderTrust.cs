namespace XenGuestTools.Core;

/// <summary>May a program with all rights use a folder that was there already? ProgramData lets every user make folders, and who made one owns it.</summary>
public static class FolderTrust
{
    private const string System = "O:SY";

    /// <param name="attributes">Of the folder itself, not of what a link leads to.</param>
    /// <param name="security">Its owner and access list as SDDL.</param>
    /// <param name="own">The same of a folder that this program has just made.</param>
    /// <param name="shared">Others may read in it: then only the owner counts. Without write access of their own they can't replace what is ours in it.</param>
    /// <returns>Null, or why not, for the end of "is not used, because ".</returns>
    public static string? ProblemOf(FileAttributes attributes, string security, string own, bool shared) => attributes switch
    {
        _ when (attributes & FileAttributes.Directory) == 0 => "it is a file",
        _ when (attributes & FileAttributes.ReparsePoint) != 0 => "it is a link to another place",
        _ when OwnerOf(security) is var owner && owner != OwnerOf(own) && owner != System => $"it belongs to somebody who is no administrator ({owner})",
        _ when !shared && security != own => "others than SYSTEM and the administrators have, or had, access to it",
        _ => null,
    };

    /// <summary>Everything before the group or the access list.</summary>
    private static string OwnerOf(string security)
    {
        ReadOnlySpan<string> nextParts = ["G:", "D:"];
        var end = security.Length;
        foreach (var part in nextParts)
        {
            var found = security.IndexOf(part, StringComparison.Ordinal);
            end = found >= 0 && found < end ? found : end;
        }

        return security[..end];
    }
}
