namespace XenGuestTools.Core;

/// <summary>What a machine must not be if it shall start again.</summary>
public enum BootRule
{
    /// <summary>A filter of a device class or a device names a service that does not exist: no device of the class starts.</summary>
    FilterWithoutService,

    /// <summary>The file of a filter's service is not there.</summary>
    FilterWithoutImage,

    /// <summary>A filter's service is disabled.</summary>
    FilterDisabled,

    /// <summary>A driver that Windows starts at boot has no file.</summary>
    BootServiceWithoutImage,

    /// <summary>ForceUnplug\DISKS takes the emulated disks away without asking, and no Xen disk driver can start.</summary>
    ForcedUnplugWithoutDisk,

    /// <summary>The next start has no driver for the disk that Windows is on.</summary>
    NoDriverForBootDisk,
}

/// <param name="Subject">The service, device or value that breaks the rule.</param>
/// <param name="ControlSet">In which control set: <c>CurrentControlSet</c>, <c>ControlSet002</c>.</param>
public sealed record BootViolation(BootRule Rule, string Subject, string ControlSet)
{
    /// <summary>Where it is known from.</summary>
    public string Source => Rule switch
    {
        BootRule.FilterWithoutService or BootRule.FilterWithoutImage or BootRule.FilterDisabled => "Microsoft: \"Device Filter Driver Ordering\"; a device whose filter can't be loaded does not start (CM_PROB_DISABLED_SERVICE, CM_PROB_DRIVER_FAILED_LOAD)",
        BootRule.BootServiceWithoutImage => "Microsoft: \"Specifying Driver Load Order\"; the loader of Windows reads the files of all boot-start drivers",
        BootRule.ForcedUnplugWithoutDisk => "xenbus, src/xen/unplug.c: ForceUnplug is obeyed without asking whether a VBD is known",
        _ => "xenbus, src/xen/unplug.c (which disks are there); Microsoft: Bug Check 0x7B INACCESSIBLE_BOOT_DEVICE",
    };
}
