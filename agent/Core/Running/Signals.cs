namespace XenGuestTools.Agent.Running;

/// <summary>What has happened since the last round. Several may have.</summary>
[Flags]
internal enum Signals
{
    None = 0,
    Stop = 1,

    /// <summary>A way to the host came or went; perhaps this one.</summary>
    Link = 2,
    Resumed = 4,
    Adapters = 8,
    Vifs = 16,
    Shutdown = 32,
    Ping = 64,
    StaticIp = 128,

    /// <summary>What the store holds of ours has to be read (again).</summary>
    Leftovers = 256,
    Requests = Shutdown | Ping | StaticIp,
    All = Stop | Link | Resumed | Adapters | Vifs | Leftovers | Requests,
}
