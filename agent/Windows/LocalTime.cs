using System.Runtime.InteropServices;

namespace XenGuestTools.Agent.Windows;

/// <summary>Windows turns local times by the rule that counts now; .NET's time zones would make the program larger.</summary>
internal static partial class LocalTime
{
    /// <param name="fileTime">A FILETIME in local time.</param>
    /// <returns>Null if Windows can't say.</returns>
    public static DateTime? ToUtc(long fileTime) => LocalFileTimeToFileTime(fileTime, out var utc) ? DateTime.FromFileTimeUtc(utc) : null;

    [LibraryImport("kernel32")]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool LocalFileTimeToFileTime(in long local, out long utc);
}
