namespace XenGuestTools.Core.Windows;

/// <content>
/// Taking steps back. An installation is taken back by the removal of the same package. A removal is taken back by putting the package back and letting Windows
/// install it again, which writes services, files and registry as the INF says: they are never put together by hand, and ForceUnplug never comes back before its driver (facts 4.8).
/// </content>
public sealed partial class PlanRunner
{
    /// <summary>Undo steps in the reverse order of <see cref="Run"/>. A step that never ran is no error.</summary>
    /// <exception cref="DriverException">The step could not be taken back.</exception>
    /// <exception cref="InfException">An INF on disk is not one of an x64 driver package.</exception>
    public void Undo(Step step)
    {
        switch (step)
        {
            case StoreDriver { WasStored: true } s:
                log($"undo: {s.InfPath} was in the store before and stays");
                break;
            case StoreDriver:
                UndoStore();
                break;
            case BindDriver { PreviousInf: { } previous } s:
                Bind(s.HardwareId, Path.Combine(StoredDrivers.Folder, previous));
                break;
            case BindDriver { InUse: true } s:
                RemoveDevices(s.HardwareId);
                break;
            case BindDriver:
                UndoBind();
                break;
            case RecordValue s:
                RegistryRecords.Forget(s.Driver, s.Key, s.Name);
                break;
            case RestoreValue s:
                RegistryRecords.Put(s.Driver, s.Key, s.Name, s.Before);
                RegistryRecords.Set(s.Key, s.Name, s.Written);
                break;
            case UnstoreDriver:
                Store(infPath);
                break;
            case RemoveDevice s:
                UndoRemove(s.InstanceId);
                break;
            default:
                log($"undo: nothing to do for {step}; it comes back with the driver");
                break;
        }
    }

    private void UndoStore()
    {
        foreach (var stored in StoredDrivers.Read().Where(package.IsOf))
        {
            var machine = MachineScan.ForPlan(Inf(stored));
            RunAll(RemovePlan.ForUnused(machine, stored.PublishedName));
            Run(new UnstoreDriver(stored.PublishedName));
        }

        Run(new FindDevices());
    }

    /// <summary>The package runs other devices, which keep it.</summary>
    private void RemoveDevices(string hardwareId)
    {
        foreach (var device in DeviceList.Read().Where(d => d.Present && Names.Among(d.HardwareIds.AsSpan(), hardwareId)))
        {
            Run(new RemoveDevice(device.InstanceId));
        }
    }

    /// <summary>
    /// Devices, services, files and values go; the package is the business of the step that stored it. One thing that stays does not keep the others. The INF is read from the store, since an
    /// installer may have taken its own copy away before (Wine's does).
    /// </summary>
    private void UndoBind()
    {
        if (StoredDrivers.Read().FirstOrDefault(package.IsOf) is not { } stored)
        {
            log($"undo: the driver package of {infPath} is not in the store, so no device has it");
            return;
        }

        var inf = Inf(stored);
        RunAll(RemovePlan.For(MachineScan.ForPlan(inf), inf).Where(s => s is not (UnstoreDriver or FindDevices or Settle)));
    }

    private static DriverInf Inf(StoredDriver stored) => DriverInf.From(InfFile.Read(File.ReadAllBytes(stored.Path)));

    /// <summary>One step that fails does not keep the others.</summary>
    private void RunAll(IEnumerable<Step> steps)
    {
        foreach (var step in steps)
        {
            try
            {
                Run(step);
            }
            catch (DriverException e)
            {
                log($"undo: {e.Message}");
            }
        }
    }

    /// <summary>Only a device that the package fits: the bus takes the devices that it made with it, and each of them has a package of its own.</summary>
    private void UndoRemove(string instanceId)
    {
        log($"scan for hardware changes: result {DeviceTree.Rescan()}");
        if (DeviceList.Read().FirstOrDefault(d => d.Present && d.InstanceId.Equals(instanceId, StringComparison.OrdinalIgnoreCase)) is { } device
            && PackageOnMachine.MatchingId(DriverPackage.Open(infPath).Inf, device) is { } hardwareId)
        {
            Bind(hardwareId, infPath);
        }
    }
}
