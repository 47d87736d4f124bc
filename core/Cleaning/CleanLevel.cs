namespace XenGuestTools.Core.Cleaning;

/// <summary>How far a clean-up goes.</summary>
public enum CleanLevel
{
    /// <summary>What somebody answers for: the vendor's uninstallers, and all that the INF of a stored driver package names. XCP-ng's documentation calls it the confident option.</summary>
    Confident,

    /// <summary>Also what is left without an uninstaller or a package: services, filters, files, keys, tasks (facts 4.12).</summary>
    Thorough,
}
