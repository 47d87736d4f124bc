using XenGuestTools.Agent.Windows;

namespace XenGuestTools.Agent;

/// <summary>Waits for xeniface, the driver by which programs reach the host. A missing one is no fault: it can be installed later, and it starts after the agent.</summary>
internal sealed class Watcher(string version, Action<AgentEvent, string> log)
{
    /// <summary>How often to look where Windows does not say when a device comes.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Returns once <paramref name="stop"/> is set. What it can't handle it logs and throws on: the service then ends, and Windows starts it again.</summary>
    public void Run(WaitHandle stop)
    {
        log(AgentEvent.Started, $"The Xen Guest Tools agent {version} has started.");
        try
        {
            Watch(stop);
        }
        catch (Exception e)
        {
            log(AgentEvent.Failed, $"The Xen Guest Tools agent ends because of an error: {e.Message}");
            throw;
        }

        log(AgentEvent.Stopped, "The Xen Guest Tools agent has stopped.");
    }

    private void Watch(WaitHandle stop)
    {
        using DeviceNotification changes = new(XenIface.InterfaceClass);
        var device = XenIface.Find();
        Report(device);
        while (WaitHandle.WaitAny([stop, changes.Signal], changes.IsActive ? Timeout.InfiniteTimeSpan : Interval) != 0)
        {
            var now = XenIface.Find();
            if (now != device)
            {
                device = now;
                Report(device);
            }
        }
    }

    private void Report(string? device)
    {
        if (device is null)
        {
            log(AgentEvent.XenIfaceMissing, "xeniface not found, idling. Without this driver the host gets no data from this VM. It is part of Xen Guest Tools.");
        }
        else
        {
            log(AgentEvent.XenIfaceFound, $"xeniface found: {device}");
        }
    }
}
