namespace XenGuestTools.Agent.Windows;

/// <summary>What the agent needs of SYSTEM's privileges, by Windows' names (Privilege Constants). Its service runs with these alone.</summary>
internal static class ServicePrivileges
{
    /// <summary>To shut down, restart, sleep or hibernate.</summary>
    public const string Shutdown = "SeShutdownPrivilege";

    /// <summary>To put the clock forward after a resume.</summary>
    public const string SystemTime = "SeSystemtimePrivilege";

    /// <summary>To open what lies below folders and keys that it may not list. Windows gives it to everybody, and everything expects it.</summary>
    public const string ChangeNotify = "SeChangeNotifyPrivilege";

    public static IReadOnlyList<string> All { get; } = [ChangeNotify, Shutdown, SystemTime];
}
