using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>
/// One change of a machine, small enough to be done or undone as a whole. Plans are lists of steps; only <c>core/Windows/PlanRunner</c> carries them out.
/// A step holds all that its undo needs; each can be run twice with the same result.
/// </summary>
public abstract record Step;

/// <summary>Copies a driver package into the driver store. Undo: removes it again if <paramref name="WasStored"/> is false.</summary>
/// <param name="InfPath">The INF of the package on disk, its files beside it.</param>
public sealed record StoreDriver(string InfPath, bool WasStored) : Step;

/// <summary>Binds the package to the devices with this hardware ID. Undo: the INF that was bound before, or none.</summary>
/// <param name="PreviousInf">The published name of the INF that the device has now; null if none.</param>
public sealed record BindDriver(string HardwareId, string InfPath, string? PreviousInf) : Step;

/// <summary>Removes a device node together with the binding of its driver. Windows finds the device again at the next enumeration.</summary>
public sealed record RemoveDevice(string InstanceId) : Step;

/// <summary>Takes a package out of the driver store.</summary>
public sealed record UnstoreDriver(string PublishedName) : Step;

/// <summary>Takes one service out of the UpperFilters or LowerFilters of a class; the value goes when it gets empty.</summary>
public sealed record RemoveClassFilter(Guid Class, bool Upper, string Service) : Step;

/// <summary>Stops a service that runs and deletes it with its key.</summary>
public sealed record DeleteService(string Name) : Step;

/// <summary>Deletes a file that the INF copied; one that is in use goes at the next restart.</summary>
public sealed record DeleteDriverFile(string Path) : Step;

/// <summary>Deletes a registry value, then its key and that key's parents while they are empty; <c>…\Services</c> and what is above it stay.</summary>
/// <param name="Key">HKLM-relative.</param>
public sealed record DeleteRegistryValue(string Key, string Name) : Step;
