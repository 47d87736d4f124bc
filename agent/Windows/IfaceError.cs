using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

/// <summary>
/// What Windows' error codes mean here. xenbus turns xenstored's words into NTSTATUS (include/xen-errno.h of win-xenbus): ENOSPC becomes "insufficient resources";
/// EQUOTA it does not know and calls a general failure, as it does everything that it does not know.
/// </summary>
internal static class IfaceError
{
    public const int FileNotFound = 2;
    public const int PathNotFound = 3;

    public static XenStoreError Of(int code) => code switch
    {
        5 or 19 => XenStoreError.Refused, // access denied, write-protected
        112 or 1450 or 1816 => XenStoreError.Full, // disk full, no system resources, not enough quota
        FileNotFound or PathNotFound or 6 or 21 or 55 or 433 or 1167 or 1617 => XenStoreError.Gone, // of a device: no such file, invalid handle, not ready, does not exist, not connected, removed
        _ => XenStoreError.Other,
    };
}
