using XenGuestTools.Core.Status;

namespace XenGuestTools.Core.Windows;

/// <summary>The JSON of <c>guesttools status</c>: docs/schemas/status.schema.json.</summary>
public static class GuestStatusJson
{
    public static string Of(GuestStatus status) => JsonText.Of(json => Write(status, json));

    public static void Write(GuestStatus status, JsonText json)
    {
        json.Add("version", status.Version);
        json.Add("state", status.State.ToString());
        json.Add("packages", status.Packages, (package, item) =>
        {
            item.Add("name", package.Name);
            item.Add("version", package.Version);
        });
        json.Add("drivers", status.Drivers, Write);
        json.Add("agent", status.Agent, Write);
        json.Add("xenIfacePresent", status.XenIfacePresent);
        json.Add("restartRequests", status.RestartRequests);
        json.Add("windowsRestart", Words(status.WindowsRestart));
        json.Add("pnpBusy", status.IsPnpBusy);
        json.Add("disks", status.Disks, Write);
        json.Add("nics", status.Nics, Write);
        json.Add("host", status.Host, (host, item) =>
        {
            item.Add("pvDriversVersion", host.PvDriversVersion);
            item.Add("osName", host.OsName);
        });
        json.Add("security", status.Security, Write);
        json.Add("warnings", status.Warnings);
        json.Add("problems", status.Problems);
    }

    private static void Write(DriverStatus driver, JsonText json)
    {
        json.Add("name", driver.Name);
        json.Add("bound", driver.Bound);
        json.Add("newest", driver.Newest);
        json.Add("stored", driver.Stored, (stored, item) =>
        {
            item.Add("publishedName", stored.PublishedName);
            item.Add("provider", stored.Provider);
            item.Add("version", stored.Version);
        });
        json.Add("devices", driver.Devices, (device, item) =>
        {
            item.Add("instanceId", device.InstanceId);
            item.Add("present", device.Present);
            item.Add("inf", device.Inf);
        });
        json.Add("services", driver.Services, Write);
    }

    private static void Write(ServiceStatus service, JsonText json)
    {
        json.Add("name", service.Name);
        json.Add("start", service.Start.ToString());
        json.Add("state", service.State.ToString());
    }

    private static void Write(DiskStatus disk, JsonText json)
    {
        json.Add("name", disk.Name);
        json.Add("adapter", disk.Adapter);
        json.Add("driver", disk.Driver);
        json.Add("attachment", disk.Attachment.ToString());
    }

    private static void Write(NicStatus nic, JsonText json)
    {
        json.Add("name", nic.Name);
        json.Add("mac", nic.Mac);
        json.Add("device", nic.Device);
        json.Add("driver", nic.Driver);
        json.Add("attachment", nic.Attachment.ToString());
    }

    private static void Write(DriverSecurity driver, JsonText json)
    {
        json.Add("advisory", SecurityFloor.Advisory);
        json.Add("driver", driver.Driver);
        json.Add("publishedName", driver.PublishedName);
        json.Add("provider", driver.Provider);
        json.Add("version", driver.Version);
        json.Add("floor", driver.Floor);
        json.Add("verdict", driver.Verdict.ToString());
        json.Add("isUsed", driver.IsUsed);
    }

    private static List<string> Words(RestartWaiters waiters)
    {
        List<string> words = [];
        foreach (var waiter in (ReadOnlySpan<RestartWaiters>)[RestartWaiters.ServicingNow, RestartWaiters.Servicing, RestartWaiters.WindowsUpdate])
        {
            if (waiters.HasFlag(waiter))
            {
                words.Add(waiter.ToString());
            }
        }

        return words;
    }
}
