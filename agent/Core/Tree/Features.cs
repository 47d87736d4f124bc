namespace XenGuestTools.Agent.Tree;

/// <summary>What the host may ask this guest for. Each has a key of its own, control/feature-…, while it is served.</summary>
[Flags]
public enum Features
{
    None = 0,
    PowerOff = 1,
    Reboot = 2,
    Sleep = 4,
    Hibernate = 8,
    StaticIp = 16,
}
