using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <content>Taking steps back, as <c>PlanRunner.Undo</c> does.</content>
public sealed partial record WindowsModel
{
    /// <param name="inf">The package that the plan was made for.</param>
    public WindowsModel Undo(Step step, DriverInf inf) => step switch
    {
        StoreDriver { WasStored: false } => Machine.StoredDrivers.Where(stored => IsOf(stored, inf)).Aggregate(this, (model, stored) => model.WithoutUnused(stored, inf)).Unstore(stored => IsOf(stored, inf)).Enumerate(),
        BindDriver { PreviousInf: { } previous } s when Machine.StoredDrivers.FirstOrDefault(stored => Names.Same(stored.PublishedName, previous)) is { } stored && PackageOf(stored) is { } package =>
            Bind(s.HardwareId, package),
        BindDriver { PreviousInf: null, InUse: true } s => DevicesOf(s, inf).Aggregate(this, (model, device) => model.Remove(device.InstanceId)),
        BindDriver { PreviousInf: null } => Machine.StoredDrivers.Any(stored => IsOf(stored, inf))
            ? RemovePlan.For(Machine, inf).Where(undo => undo is not (UnstoreDriver or FindDevices or Settle)).Aggregate(this, (model, undo) => model.Run(undo, inf))
            : this,
        UnstoreDriver => Store(inf).Enumerate(),
        RemoveDevice s => Enumerate().Rebind(s.InstanceId, inf),
        RecordValue s => Forget(s.Driver, s.Key, s.Name),
        RestoreValue s => Forget(s.Driver, s.Key, s.Name).Record(new RecordValue(s.Driver, s.Key, s.Name), s.Before).WithValue(s.Key, s.Name, s.Written),
        _ => this,
    };

    private WindowsModel WithoutUnused(StoredDriver stored, DriverInf inf) => RemovePlan.ForUnused(Machine, stored.PublishedName).Aggregate(this, (model, step) => model.Run(step, inf));

    private WindowsModel Rebind(string instanceId, DriverInf inf) =>
        Machine.Devices.FirstOrDefault(device => device.Present && Names.Same(device.InstanceId, instanceId)) is { } device && PackageOnMachine.MatchingId(inf, device) is { } id ? Bind(id, inf) : this;

    private ImmutableArray<Device> DevicesOf(BindDriver step, DriverInf inf) =>
        [.. new PackageOnMachine(Machine, inf).Devices.Where(device => device.Present && Names.Among(device.HardwareIds.AsSpan(), step.HardwareId))];
}
