using System.Runtime.InteropServices;

namespace XenGuestTools.CustomActions;

/// <summary>The entry points of the DLL. Each has the name of the CustomAction row that calls it.</summary>
internal static class Exports
{
    // Immediate: they decide.
    [UnmanagedCallersOnly(EntryPoint = nameof(CheckMachine))]
    public static uint CheckMachine(uint session) => EntryPoint.Require(session, MachineCheck.Run);

    [UnmanagedCallersOnly(EntryPoint = nameof(ScheduleInstallDriver))]
    public static uint ScheduleInstallDriver(uint session) => EntryPoint.Require(session, DriverSchedule.Install);

    [UnmanagedCallersOnly(EntryPoint = nameof(ScheduleRemoveDriver))]
    public static uint ScheduleRemoveDriver(uint session) => EntryPoint.Attempt(session, DriverSchedule.Remove);

    [UnmanagedCallersOnly(EntryPoint = nameof(ReportRestart))]
    public static uint ReportRestart(uint session) => EntryPoint.Attempt(session, Restart.Report);

    // Deferred: they do one step of a plan.
    [UnmanagedCallersOnly(EntryPoint = nameof(InstallDriver))]
    public static uint InstallDriver(uint session) => EntryPoint.Require(session, s => DriverStep.Run(s, nameof(InstallDriver)));

    [UnmanagedCallersOnly(EntryPoint = nameof(RemoveDriver))]
    public static uint RemoveDriver(uint session) => EntryPoint.Attempt(session, s => DriverStep.Run(s, nameof(RemoveDriver)));

    [UnmanagedCallersOnly(EntryPoint = nameof(WaitForAgent))]
    public static uint WaitForAgent(uint session) => EntryPoint.Attempt(session, AgentFile.WaitUntilFree);

    // Commit: all is done.
    [UnmanagedCallersOnly(EntryPoint = nameof(FinishDriver))]
    public static uint FinishDriver(uint session) => EntryPoint.Attempt(session, DriverStep.Finish);

    // Rollback: they take it back.
    [UnmanagedCallersOnly(EntryPoint = nameof(UndoInstallDriver))]
    public static uint UndoInstallDriver(uint session) => EntryPoint.Attempt(session, DriverStep.Undo);

    [UnmanagedCallersOnly(EntryPoint = nameof(UndoRemoveDriver))]
    public static uint UndoRemoveDriver(uint session) => EntryPoint.Attempt(session, DriverStep.Undo);
}
