namespace XenGuestTools.Agent.Store;

/// <summary>The numbers are those of XENIFACE_STORE_PERMISSION_MASK.</summary>
[Flags]
public enum StoreAccess
{
    None = 0,
    Read = 1,
    Write = 2,
}
