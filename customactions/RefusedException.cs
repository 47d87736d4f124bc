namespace XenGuestTools.CustomActions;

/// <summary>The checks stand against the installation. The message names every reason and its remedy.</summary>
public sealed class RefusedException : Exception
{
    public RefusedException()
    {
    }

    public RefusedException(string message)
        : base(message)
    {
    }

    public RefusedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
