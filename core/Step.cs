using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// One change of a machine, small enough to be done or undone as a whole. Plans are lists of steps; only <c>core/Windows/PlanRunner</c> carries them out.
/// A step holds all that its undo needs; each can be run twice with the same result.
/// </summary>
public abstract record Step
{
    /// <summary>As in CustomActionData: one line.</summary>
    public sealed override string ToString() => StepText.Write(this);
}

/// <summary>Copies a driver package into the driver store. Undo: removes it again if <paramref name="WasStored"/> is false.</summary>
/// <param name="InfPath">The INF of the package on disk, its files beside it.</param>
public sealed record StoreDriver(string InfPath, bool WasStored) : Step;

/// <summary>Binds the package to the devices with this hardware ID. Undo: the INF that was bound before; if there was none, the devices lose their driver, and with the last of them go its services and files.</summary>
/// <param name="PreviousInf">The published name of the INF that the device has now, of several devices the first that has one; null if none.</param>
/// <param name="InUse">The package runs other devices already: they keep it.</param>
public sealed record BindDriver(string HardwareId, string InfPath, string? PreviousInf, bool InUse = false) : Step;

/// <summary>Removes a device node together with the binding of its driver. Windows finds the device again at the next enumeration.</summary>
public sealed record RemoveDevice(string InstanceId) : Step
{
    /// <summary>Its driver asks for the unplug of the disks whenever it starts, so that request goes in the same breath: nobody may make it and not be there to serve the disks.</summary>
    public bool IsXenDisk => XenDevices.IsXenDisk(InstanceId);
}

/// <summary>Has Windows look for devices: those that a removal took away get the driver that fits now, or none. After all else of a removal, or another vendor's package would get services that are about to go.</summary>
public sealed record FindDevices : Step;

/// <summary>Waits until Windows is done with the devices that it found, and passes on which drivers want a restart. The last step of every plan.</summary>
public sealed record Settle : Step;

/// <summary>Takes a package out of the driver store.</summary>
public sealed record UnstoreDriver(string PublishedName) : Step;

/// <summary>Takes one service out of the UpperFilters or LowerFilters of a class; the value goes when it gets empty.</summary>
/// <param name="ControlSet">Such as <c>ControlSet002</c>; null for the current one.</param>
public sealed record RemoveClassFilter(Guid Class, bool Upper, string Service, string? ControlSet = null) : Step;

/// <summary>Stops a service that runs and deletes it with its key.</summary>
/// <param name="ControlSet">Such as <c>ControlSet002</c>, of which only the key goes; null for the current one.</param>
public sealed record DeleteService(string Name, string? ControlSet = null) : Step;

/// <summary>Has a driver of Windows start at boot again.</summary>
/// <param name="Previous">Its Start value now.</param>
/// <param name="ControlSet">Such as <c>ControlSet002</c>; null for the current one.</param>
public sealed record StartAtBoot(string Service, ServiceStart Previous, string? ControlSet = null) : Step;

/// <summary>Deletes a file that the INF copied; one that is in use goes at the next restart.</summary>
public sealed record DeleteDriverFile(string Path) : Step;

/// <summary>Deletes a registry value, then its key and that key's parents while they are empty; <c>…\Services</c> and what is above it stay.</summary>
/// <param name="Key">HKLM-relative.</param>
public sealed record DeleteRegistryValue(string Key, string Name) : Step;

/// <summary>Writes down what a REG_DWORD of the whole machine is, before a driver's INF changes it. Undo: forgets it.</summary>
/// <param name="Driver">The name of the INF without ".inf".</param>
/// <param name="Key">HKLM-relative.</param>
public sealed record RecordValue(string Driver, string Key, string Name) : Step;

/// <summary>Puts a REG_DWORD of the whole machine back to what it was before our installation, and forgets the record. A value that is not what the INF wrote was changed by somebody else since, and stays.</summary>
/// <param name="Before">Null: there was no such value.</param>
/// <param name="Written">What the INF writes.</param>
public sealed record RestoreValue(string Driver, string Key, string Name, int? Before, int Written) : Step;
