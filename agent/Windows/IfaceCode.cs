namespace XenGuestTools.Agent.Windows;

/// <summary>The IOCTLs of include/xeniface_ioctls.h of win-xeniface: CTL_CODE(FILE_DEVICE_UNKNOWN, …, METHOD_BUFFERED, FILE_ANY_ACCESS).</summary>
internal enum IfaceCode : uint
{
    None = 0,
    StoreRead = Base + (0x800 << 2),
    StoreWrite = Base + (0x801 << 2),
    StoreDirectory = Base + (0x802 << 2),
    StoreRemove = Base + (0x803 << 2),
    StoreSetPermissions = Base + (0x804 << 2),
    StoreAddWatch = Base + (0x805 << 2),
    StoreRemoveWatch = Base + (0x806 << 2),
    SuspendRegister = Base + (0x831 << 2),
    SuspendDeregister = Base + (0x832 << 2),
    GetTime = Base + (0x840 << 2),

    /// <summary>FILE_DEVICE_UNKNOWN.</summary>
    Base = 0x22 << 16,
}
