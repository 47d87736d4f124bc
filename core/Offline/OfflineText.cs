namespace XenGuestTools.Core.Offline;

/// <summary>Rules in words for people.</summary>
public static class OfflineText
{
    /// <summary>What is wrong, and what follows from it.</summary>
    public static string Of(BootViolation violation) => violation.Rule switch
    {
        BootRule.FilterWithoutService => $"the filter {violation.Subject} has no service: no device that it filters starts",
        BootRule.FilterWithoutImage => $"the file of the filter {violation.Subject}, or a driver that it needs, is missing: no device that it filters starts",
        BootRule.FilterDisabled => $"the filter {violation.Subject} is disabled: no device that it filters starts",
        BootRule.BootServiceWithoutImage => $"the driver {violation.Subject} starts at boot, and its file, or a driver that it needs, is missing",
        BootRule.ForcedUnplugWithoutDisk => $"{violation.Subject} takes the emulated disks away, and no Xen disk driver starts in their place",
        _ when violation.Subject == "Xen disk" => "the emulated disks are taken away (Unplug), and no Xen disk driver starts in their place",
        _ => $"no driver starts for the disk that Windows is on ({violation.Subject})",
    };

    /// <summary>What a change is good for.</summary>
    public static string PurposeOf(ValueChange change) => change.Rule switch
    {
        BootRule.FilterWithoutService or BootRule.FilterWithoutImage or BootRule.FilterDisabled => "a filter that can't start is taken out",
        BootRule.BootServiceWithoutImage => "a driver without file does not start any more",
        BootRule.ForcedUnplugWithoutDisk => "the emulated disks stay",
        _ when change.New is null && change.Key.EndsWith("Unplug", StringComparison.OrdinalIgnoreCase) => "the emulated disks stay",
        _ => "the driver of an emulated disk starts at boot",
    };
}
