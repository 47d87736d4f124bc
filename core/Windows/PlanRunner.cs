using System.Globalization;
using System.Runtime.Versioning;
using System.Security;

namespace XenGuestTools.Core.Windows;

/// <summary>The only thing that changes a machine: carries out one step, or takes it back. Every step is one line in the log.</summary>
/// <param name="package">The package that the plan is about.</param>
/// <param name="infPath">Its INF on disk: a removal is taken back from there.</param>
/// <param name="log">Called with one line.</param>
[SupportedOSPlatform("windows")]
public sealed partial class PlanRunner(PackageId package, string infPath, Action<string> log)
{
    private const int SettleLimitInSeconds = 120;

    /// <summary>Windows has asked for a restart since this runner was made.</summary>
    public bool RestartNeeded { get; private set; }

    /// <exception cref="DriverException">The step failed; nothing is to be said beyond its message.</exception>
    /// <exception cref="InfException">An INF on disk is not one of an x64 driver package.</exception>
    public void Run(Step step)
    {
        try
        {
            Do(step);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw DriverException.NotEdited(step.ToString(), e);
        }
    }

    private void Do(Step step)
    {
        switch (step)
        {
            case StoreDriver s:
                Store(s.InfPath);
                break;
            case BindDriver s:
                Bind(s.HardwareId, s.InfPath);
                break;
            case RemoveDevice s:
                if (s.IsXenDisk)
                {
                    RegistryRemoval.DeleteValue(UnplugValues.UnplugKey, "DISKS");
                }

                Log("remove device", s.InstanceId, DeviceTree.Remove(s.InstanceId));
                break;
            case FindDevices:
                log($"scan for hardware changes: result {DeviceTree.Rescan()}");
                break;
            case Settle:
                WaitUntilSettled();
                break;
            case UnstoreDriver s:
                Log("remove driver package", s.PublishedName, DriverStore.Unstore(s.PublishedName));
                break;
            case RemoveClassFilter s:
                Log("remove class filter", $"{s.Service} of {s.Class:B}{In(s.ControlSet)}", ClassFilterList.Remove(ControlSetList.Key(s.ControlSet), s.Class, s.Upper, s.Service));
                break;
            case DeleteService s:
                Log("delete service", s.Name + In(s.ControlSet), s.ControlSet is null ? ServiceRemoval.Delete(s.Name) : ServiceRemoval.DeleteKey(ControlSetList.Key(s.ControlSet), s.Name));
                break;
            case StartAtBoot s:
                Log("have driver start at boot", s.Service + In(s.ControlSet), ServiceRemoval.StartAtBoot(ControlSetList.Key(s.ControlSet), s.Service));
                break;
            case DeleteDriverFile s:
                Log("delete file", s.Path, FileRemoval.Delete(s.Path));
                break;
            case DeleteRegistryValue s:
                Log("delete registry value", $@"{s.Key}\{s.Name}", RegistryRemoval.DeleteValue(s.Key, s.Name));
                break;
            case RecordValue s:
                log($@"record {s.Key}\{s.Name}: {(RegistryRecords.Add(s.Driver, s.Key, s.Name) == Outcome.Done ? "done" : "is recorded already")}");
                break;
            case RestoreValue s:
                Restore(s);
                break;
            default:
                throw new ArgumentException($"The step {step} is of no kind that can be run.", nameof(step));
        }
    }

    private void Store(string path)
    {
        DriverPackage.Open(path).RequireComplete();
        log($"store driver package {path}: it is {DriverStore.Store(path)} now");
    }

    private void Bind(string hardwareId, string path)
    {
        var source = DriverPackage.Open(DriverStore.SourceOf(path));
        source.RequireComplete();
        var devices = DriverBinding.Bind(hardwareId, source, out var restart);
        RestartNeeded |= restart;
        log($"install driver {path} for {hardwareId}: {(devices.IsEmpty ? "no such device is present, nothing to do" : string.Join(", ", devices.Select(d => d.InstanceId)))}");
    }

    private void Restore(RestoreValue step)
    {
        var current = RegistryRecords.Current(step.Key, step.Name);
        if (current == step.Written)
        {
            RegistryRecords.Set(step.Key, step.Name, step.Before);
        }

        RegistryRecords.Forget(step.Driver, step.Key, step.Name);
        log($@"restore {step.Key}\{step.Name}: {(current == step.Written ? $"{Text(step.Written)} is {Text(step.Before)} again" : $"{Text(current)} is not what the driver wrote, and stays")}");
    }

    private void WaitUntilSettled()
    {
        log(PnpIdle.Wait(SettleLimitInSeconds) ? "Windows is done with its devices" : $"Windows still installs devices after {SettleLimitInSeconds} s");
        var requests = PnpIdle.RestartRequests();
        if (requests.Count > 0)
        {
            RestartNeeded = true;
            log($"a restart is wanted by {string.Join(", ", requests)}");
            if (PnpIdle.QuietMonitor() is { } outcome)
            {
                Log("stop service", "xenbus_monitor until the restart", outcome);
            }
        }
    }

    private static string In(string? controlSet) => controlSet is null ? "" : $" in {controlSet}";

    private static string Text(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "absent";

    private void Log(string operation, string subject, Outcome outcome)
    {
        RestartNeeded |= outcome == Outcome.AtRestart;
        log($"{operation} {subject}: {outcome switch { Outcome.NotThere => "not there, nothing to do", Outcome.AtRestart => "in use, goes at the next restart", _ => "done" }}");
    }
}
