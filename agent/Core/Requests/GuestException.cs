namespace XenGuestTools.Agent.Requests;

/// <summary>Windows did not do what was asked, or did not tell what was asked. The message says what and why.</summary>
public sealed class GuestException : Exception
{
    /// <summary>No adapter has the address that the host named. The number is that of Citrix's agent, which hosts know.</summary>
    public const int NoSuchAdapter = 101;

    public GuestException()
    {
    }

    public GuestException(string message)
        : base(message)
    {
    }

    public GuestException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public GuestException(int code, string message)
        : base(message) => Code = code;

    /// <summary>Windows' error code, or one from above.</summary>
    public int Code { get; } = 1;
}
