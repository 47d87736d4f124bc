namespace XenGuestTools.Core.Offline;

/// <summary>Looking at a Windows that does not run, or repairing it, failed. The message is for a person: code, what, why, and what to do (docs/messages.md).</summary>
public sealed class OfflineException : Exception
{
    public OfflineException()
    {
    }

    public OfflineException(string message)
        : base(message)
    {
    }

    public OfflineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Nothing went wrong: there is just no repair that could be taken back.</summary>
    public bool IsNothingToUndo { get; private init; }

    /// <summary>The registry is not as it was, or nobody can say.</summary>
    internal bool LeavesChanges { get; private init; }

    internal static OfflineException Running(string windows) =>
        new($"XGT1321: {windows} is the Windows that runs now. Its start is looked at while it runs by 'guesttools check' and 'guesttools status'; 'guesttools offline' is for the Windows of a VM that does not start.");

    internal static OfflineException NoPrivilege(string name, int code) =>
        new($"XGT1322: This account may not load the registry of another Windows ({name}: {Code(code)}). Run it from an administrator's prompt; the command prompt of the recovery environment is one.");

    internal static OfflineException NoWindows(string folder, string missing) =>
        new($"XGT1323: {folder} is not the folder of a Windows: {missing} is not there. Look for the letter with 'diskpart', 'list volume', and say the folder: guesttools offline D:\\Windows.");

    internal static OfflineException NoneFound() =>
        new("XGT1324: No volume here has a Windows other than the running one. If the disk is encrypted by BitLocker: 'manage-bde -status', then 'manage-bde -unlock D: -RecoveryPassword' and the key. "
            + "If the volume has no letter: 'diskpart', 'list volume', 'select volume 2', 'assign letter=W'. If the disk is not listed there, this environment has no driver for it: on the host give the VM an emulated disk, "
            + "or load the driver with 'drvload'.");

    internal static OfflineException Several(IEnumerable<string> folders) =>
        new($"XGT1325: There is more than one Windows: {string.Join(", ", folders)}. Say which: guesttools offline and its folder.");

    internal static OfflineException InUse(string path) =>
        new($"XGT1326: {path} is in use: that Windows runs, another VM has the disk, or another program has loaded its registry. Shut that VM down, detach the disk from the other one, or 'reg unload' what was loaded.");

    internal static OfflineException Damaged(string path, string reason) =>
        new($"XGT1327: The registry {path} can't be read: {reason}. Run 'chkdsk' on its volume; if that does not help, put the file back from a snapshot or backup.");

    internal static OfflineException LogsMissing(string path) =>
        new($"XGT1328: The registry {path} was not written to its end, and the files that complete it ({Path.GetFileName(path)}.LOG1, .LOG2) are not beside it. Put them back, or all three from a snapshot or backup.");

    internal static OfflineException NotCopied(string path, string folder, string reason) =>
        new($"XGT1329: {path} could not be copied to {folder}, to be read there: {reason} Make room, or say 'set TEMP=D:\\' with a volume that has some, and run the same again.");

    internal static OfflineException NoBackup(string folder, string reason) =>
        new($"XGT1330: The backup {folder} could not be written, so nothing was changed: {reason} Make room on that volume; if it is read-only, 'diskpart', 'attributes volume clear readonly', or attach the disk writable.");

    internal static OfflineException NotChanged(string windows, string reason) =>
        new($"XGT1331: The registry of {windows} could not be changed, and is as it was: {reason} Look whether the disk is writable, and run the same again.");

    internal static OfflineException HalfChanged(string backup, string reason) =>
        new($"XGT1332: Some of the registry was changed, and could not be put back: {reason} Put the files SYSTEM, SYSTEM.LOG1 and SYSTEM.LOG2 from {backup} into the folder two above it.") { LeavesChanges = true };

    internal static OfflineException NothingToUndo(string folder) =>
        new($"XGT1333: There is no repair that could be taken back: no backup in {folder} has one.") { IsNothingToUndo = true };

    internal static OfflineException ChangedSince(IEnumerable<string> values) =>
        new($"XGT1334: Not taken back: since the repair somebody else has changed {string.Join(", ", values)}. Compare, and add --force to set them to what they were before the repair.");

    internal static OfflineException BadBackup(string path, string problem, Exception? reason = null) =>
        new($"XGT1335: {path} can't be used: {problem}. The files SYSTEM, SYSTEM.LOG1 and SYSTEM.LOG2 beside it are the registry before the repair: they can be put back by hand.", reason!);

    internal static OfflineException NoControlSets(string path) =>
        new($"XGT1336: {path} has no control set (Select\\Default, ControlSet001): it is not the registry of a Windows that was ever started. Look whether the folder is the right one.");

    internal static OfflineException StillLoaded(string key, string path, int code) =>
        new($"XGT1337: {path} is still loaded as HKLM\\{key} ({Code(code)}). Run 'reg unload HKLM\\{key}' before anything else uses that disk.") { LeavesChanges = true };

    private static string Code(int code) => Windows.SystemError.Text(code);
}
