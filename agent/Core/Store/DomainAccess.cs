namespace XenGuestTools.Agent.Store;

/// <summary>What a domain (a VM's number; 0 is the host) may do with a key.</summary>
public sealed record DomainAccess(ushort Domain, StoreAccess Access);
