namespace XenGuestTools.Agent.Requests;

/// <summary>What control/shutdown can ask for.</summary>
public enum PowerRequest
{
    None = 0,
    PowerOff,
    Reboot,

    /// <summary>ACPI S3.</summary>
    Sleep,

    /// <summary>ACPI S4.</summary>
    Hibernate,
}
