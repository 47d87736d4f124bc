using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// Will the machine start again? A pure function, so that every plan can be proven: after each of its steps, and after each step that is taken back, there is no violation that was not there before.
/// The machine must be one of <c>MachineScan.ForBoot</c>: all services, filters, and the files of those that start at boot.
/// </summary>
public static class BootSafety
{
    public static ImmutableArray<BootViolation> Of(Machine machine) => [.. BootView.Of(machine).SelectMany(view => Of(view, machine.BootDisk))];

    private static IEnumerable<BootViolation> Of(BootView view, BootDisk? disk) =>
        Filters(view).Concat(Images(view)).Concat(ForcedUnplug(view)).Concat(Disk(view, disk)).Distinct();

    private static IEnumerable<BootViolation> Filters(BootView view)
    {
        foreach (var name in view.Filters.SelectMany(filter => filter.Services).Concat(view.Devices.Where(device => device.Present).SelectMany(device => device.Filters)))
        {
            var service = view.Find(name);
            if (service is null)
            {
                yield return new(BootRule.FilterWithoutService, name, view.Name);
            }
            else if (service.Start == ServiceStart.Disabled)
            {
                yield return new(BootRule.FilterDisabled, name, view.Name);
            }
            else if (!view.HasImage(service))
            {
                yield return new(BootRule.FilterWithoutImage, name, view.Name);
            }
        }
    }

    private static IEnumerable<BootViolation> Images(BootView view) =>
        view.Services.Where(service => service.Start == ServiceStart.Boot && !view.HasImage(service)).Select(service => new BootViolation(BootRule.BootServiceWithoutImage, service.Name, view.Name));

    private static IEnumerable<BootViolation> ForcedUnplug(BootView view)
    {
        if (view.Unplug("ForceUnplug", "DISKS") != 0 && !XenDiskStarts(view))
        {
            yield return new(BootRule.ForcedUnplugWithoutDisk, @"XEN\ForceUnplug\DISKS", view.Name);
        }
    }

    private static IEnumerable<BootViolation> Disk(BootView view, BootDisk? disk)
    {
        if (disk is not { Emulated: false } && UnplugsDisks(view))
        {
            if (!XenDiskStarts(view))
            {
                yield return new(BootRule.NoDriverForBootDisk, "Xen disk", view.Name);
            }
        }
        else if (disk is not null)
        {
            foreach (var id in disk.Chain.Where(id => !view.Devices.Any(device => Names.Same(device.InstanceId, id) && view.StartsAtBoot(device.Service))))
            {
                yield return new(BootRule.NoDriverForBootDisk, id, view.Name);
            }
        }
        else if (!view.Devices.Any(device => IsDiskOfHost(device) && view.StartsAtBoot(device.Service)))
        {
            yield return new(BootRule.NoDriverForBootDisk, "emulated disk", view.Name);
        }
    }

    /// <summary>
    /// Will the emulated disks be gone? xen.sys asks the host for it as soon as it is loaded, by xenbus or by its filter; an Unplug value counts only where a VBD is known to Windows, present or not
    /// (facts 4.8; xenbus, src/xen/unplug.c).
    /// </summary>
    private static bool UnplugsDisks(BootView view) =>
        (BusStarts(view) || (view.StartsAtBoot(UnplugValues.BusFilter) && view.Filters.Any(filter => Names.Among(filter.Services.AsSpan(), UnplugValues.BusFilter))))
        && (view.Unplug("ForceUnplug", "DISKS") != 0 || (view.Unplug("Unplug", "DISKS") != 0 && view.Devices.Any(IsXenDisk)));

    private static bool BusStarts(BootView view) => view.Devices.Any(device => device.Present && XenDevices.IsXen(device) && view.StartsAtBoot(device.Service));

    internal static bool XenDiskStarts(BootView view) => BusStarts(view) && view.Devices.Any(device => IsXenDisk(device) && view.StartsAtBoot(device.Service));

    /// <summary>
    /// May Windows be on it, and not by a Xen driver? Every Windows 10 also has storage adapters that are software (ROOT\SPACEPORT, ROOT\ISCSIPRT, ROOT\VHDMP), and some have USB's: they start whatever is wrong with the
    /// disk that the host gives.
    /// </summary>
    public static bool IsDiskOfHost(Device device) =>
        UnplugValues.IsStorage(device) && !IsXenDisk(device) && !Names.Starts(device.InstanceId, @"ROOT\") && !Names.Starts(device.InstanceId, @"SWD\") && !Names.Starts(device.InstanceId, @"USB\");

    private static bool IsXenDisk(Device device) => XenDevices.IsXenDisk(device.InstanceId);
}
