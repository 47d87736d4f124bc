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
                log($"undo: the driver package {s.InfPath} was in the store before and stays");
                break;
            case StoreDriver s:
                UndoStore(DriverPackage.Open(s.InfPath));
                break;
            case BindDriver { PreviousInf: { } previous } s:
                Bind(s.HardwareId, Path.Combine(StoredDrivers.Folder, previous));
                break;
            case BindDriver s:
                UndoBind(DriverPackage.Open(s.InfPath));
                break;
            case UnstoreDriver:
                Store(infPath);
                break;
            case RemoveDevice s:
                UndoRemove(s.InstanceId, DriverPackage.Open(infPath));
                break;
            default:
                log($"undo: nothing to do for {step}; it comes back with the driver");
                break;
        }
    }

    private void UndoStore(DriverPackage package)
    {
        foreach (var stored in StoredDrivers.Read().Where(s => DriverPackage.IsSame(package.Inf, s)))
        {
            Unstore(stored.PublishedName);
        }
    }

    /// <summary>Devices, services, files and values go; the package is the business of the step that stored it. One thing that stays does not keep the others.</summary>
    private void UndoBind(DriverPackage package)
    {
        foreach (var step in RemovePlan.For(MachineScan.ForPlan(package.Inf), package.Inf).Where(s => s is not UnstoreDriver))
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

    private void UndoRemove(string instanceId, DriverPackage package)
    {
        log($"scan for hardware changes: result {DeviceTree.Rescan()}");
        if (DeviceList.Read().FirstOrDefault(d => d.Present && d.InstanceId.Equals(instanceId, StringComparison.OrdinalIgnoreCase)) is { HardwareIds: [var hardwareId, ..] })
        {
            Bind(hardwareId, package.InfPath);
        }
        else
        {
            log($"undo: the device {instanceId} is not there; it gets its driver when Windows finds it");
        }
    }
}
