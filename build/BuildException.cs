namespace XenGuestTools.Build;

/// <summary>The one exception that a user sees: what went wrong, why, and what to do. It ends the build with exit code 1 and no stack trace.</summary>
public sealed class BuildException : Exception
{
    public BuildException()
    {
    }

    public BuildException(string message)
        : base(message)
    {
    }

    public BuildException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
