namespace XenGuestTools.Core;

public enum Severity
{
    /// <summary>Logged; nobody has to do anything.</summary>
    Note,

    /// <summary>Shown; the installation goes on.</summary>
    Warning,

    /// <summary>Stops the installation.</summary>
    Error,
}

/// <summary>Something about a machine that a person should know before the tools are installed.</summary>
/// <param name="Code">Stable, such as <c>XGT1001</c>: scripts and docs/messages.md refer to it. Never reused.</param>
/// <param name="Message">One sentence: what is wrong.</param>
/// <param name="Evidence">What was seen: an instance ID, a product with its version, a key.</param>
/// <param name="Remedy">What to do, with the exact command where there is one.</param>
public sealed record Finding(string Code, Severity Severity, string Message, string Evidence, string Remedy)
{
    public override string ToString() => $"{Code}: {Message}";
}
