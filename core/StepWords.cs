namespace XenGuestTools.Core;

/// <summary>Steps for people: what one does, and why the machine still starts when the next one never comes.</summary>
public static class StepWords
{
    public static string What(Step step) => step switch
    {
        StoreDriver => "Put the driver package into the driver store.",
        BindDriver s => s.PreviousInf is null ? $"Install the driver for the devices {s.HardwareId}." : $"Install the driver for the devices {s.HardwareId}, which have {s.PreviousInf} now.",
        RemoveDevice s => s.IsXenDisk ? $@"Remove the device {s.InstanceId}, and the value DISKS of XEN\Unplug that its driver may have set again." : $"Remove the device {s.InstanceId}.",
        FindDevices => "Have Windows look for devices.",
        Settle => "Wait until Windows is done with its devices; pass on who wants a restart.",
        UnstoreDriver s => $"Remove the driver package {s.PublishedName} from the driver store.",
        RemoveClassFilter s => $"Take {s.Service} out of the {(s.Upper ? "upper" : "lower")} filters of the device class {s.Class:B}{In(s.ControlSet)}.",
        DeleteService s => $"Delete the service {s.Name}{In(s.ControlSet)}.",
        StartAtBoot s => $"Have the driver {s.Service} start at boot again{In(s.ControlSet)}.",
        DeleteDriverFile s => $"Delete {s.Path}.",
        DeleteRegistryValue s => $@"Delete the value {s.Key}\{s.Name}.",
        RecordValue s => $@"Write down what {s.Key}\{s.Name} is.",
        RestoreValue s => $@"Put {s.Key}\{s.Name} back to what it was before the installation.",
        _ => throw new ArgumentException($"There are no words for a step {step.GetType().Name}.", nameof(step)),
    };

    /// <summary>Why the step is safe, where it stands.</summary>
    public static string Why(Step step) => step switch
    {
        StoreDriver => "A stored package changes nothing until a device gets it.",
        BindDriver => "Services and files of the package come before its device starts; until the restart the emulated disks are there, and their drivers start at boot.",
        RemoveDevice => "The disks that Windows starts from are emulated by now; a package without devices starts nothing.",
        FindDevices => "Nothing of this package is left that a device could get; another vendor's package finds its services complete.",
        Settle => "It changes nothing but the prompts of xenbus_monitor.",
        UnstoreDriver => "No device has it; Windows can't give it to one again.",
        RemoveClassFilter => "The service that it names is still there; a class without the filter needs nothing of ours.",
        DeleteService => "No filter and no device name it any more.",
        StartAtBoot => "A driver that starts and finds no device does no harm.",
        DeleteDriverFile => "The services that it belonged to are gone in every control set.",
        DeleteRegistryValue { Key: var key } when key.EndsWith(UnplugValues.StartOverride, StringComparison.OrdinalIgnoreCase) => "The emulated disk has a driver at the next start, whichever disk that will be.",
        DeleteRegistryValue { Key: var key } when Names.Below(UnplugValues.InCurrentSet(key), UnplugValues.XenKey) => "Without it the host keeps the emulated disks and network cards, whose drivers start.",
        DeleteRegistryValue => "Only the package used it.",
        RecordValue => "It only reads.",
        RestoreValue => "The value is Windows' own, from before; one that somebody has changed since stays.",
        _ => throw new ArgumentException($"There are no words for a step {step.GetType().Name}.", nameof(step)),
    };

    private static string In(string? controlSet) => controlSet is null ? "" : $" in {controlSet}";
}
