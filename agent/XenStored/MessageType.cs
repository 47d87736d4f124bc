namespace XenGuestTools.Agent.XenStored;

/// <summary>enum xsd_sockmsg_type in xen/include/public/io/xs_wire.h: those that are used here.</summary>
internal enum MessageType : uint
{
    List = 1,
    Read = 2,
    Watch = 4,
    Unwatch = 5,
    Write = 11,
    Remove = 13,
    SetPermissions = 14,
    WatchEvent = 15,
    Error = 16,
}
