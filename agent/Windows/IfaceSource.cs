using System.ComponentModel;
using XenGuestTools.Agent.Store;

namespace XenGuestTools.Agent.Windows;

/// <summary>The device of xeniface, which comes and goes with its driver.</summary>
internal sealed class IfaceSource : IXenLinkSource
{
    private const int PollWithoutNotification = 5_000;

    private readonly AutoResetEvent changed = new(initialState: false);
    private readonly DeviceNotification notification;

    public IfaceSource() => notification = new(XenIface.InterfaceClass, () => changed.Set());

    public WaitHandle Changed => changed;

    public int PollMilliseconds => notification.IsActive ? Timeout.Infinite : PollWithoutNotification;

    public string Description => "xeniface";

    public IXenLink? Open()
    {
        try
        {
            return XenIface.Find() is { } path ? new IfaceLink(path, changed) : null;
        }
        catch (Win32Exception e)
        {
            throw new XenStoreException(XenStoreError.Other, e.Message, e);
        }
    }

    public void Dispose()
    {
        notification.Dispose();
        changed.Dispose();
    }
}
