namespace XenGuestTools.Agent.Requests;

/// <summary>After a resume Windows' clock stands where it was. It is put forward to the host's, never back: a clock that goes back breaks more than one that is late, and Windows' own time service can do it gently.</summary>
public static class TimeStep
{
    private const int FirstYear = 2020;
    private const int LastYear = 2200;

    /// <summary>Smaller differences are left to Windows' time service.</summary>
    private static readonly TimeSpan Smallest = TimeSpan.FromSeconds(2);

    /// <summary>The time to set; null if it is to stay as it is.</summary>
    public static DateTime? Of(DateTime host, DateTime own) => host.Year is >= FirstYear and <= LastYear && host - own >= Smallest ? host : null;
}
