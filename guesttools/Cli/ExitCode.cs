namespace XenGuestTools.GuestTools;

/// <summary>All exit codes (docs/guesttools.md). Numbers are never reused.</summary>
internal enum ExitCode
{
    /// <summary>check: the tools can be installed. status: they are installed and work. offline: no rule is broken, and nothing is to do. network: the settings are saved, are there, or are restored.</summary>
    Fine = 0,

    /// <summary>guesttools could not do its work; standard error says why.</summary>
    Failed = 1,

    /// <summary>check, clean --for-install: an installation would be refused.</summary>
    Blocked = 2,

    /// <summary>check: an installation would go on, with warnings.</summary>
    Warned = 3,

    /// <summary>status: a driver waits for a restart of Windows. clean, undo: the rest is done after one.</summary>
    RestartPending = 4,

    /// <summary>status: something that is installed does not work.</summary>
    Broken = 5,

    /// <summary>status: none of our packages is installed.</summary>
    NotInstalled = 6,

    /// <summary>network: adapters don't have the saved settings, or not all could be restored.</summary>
    Different = 7,

    /// <summary>network verify, network restore: nothing is saved.</summary>
    NothingSaved = 8,

    /// <summary>clean, undo, offline without --yes: there is something to do. offline: and no rule is broken.</summary>
    Planned = 9,

    /// <summary>clean, undo: something could not be removed or put back.</summary>
    Remains = 10,

    /// <summary>undo, offline --undo: there is nothing that could be taken back.</summary>
    NothingToUndo = 11,

    /// <summary>offline: a rule is broken, so that Windows will not start, and it is not repaired.</summary>
    Unbootable = 12,

    /// <summary>status --wait: the time is over, and waiting longer might help.</summary>
    TimedOut = 13,

    /// <summary>The command line is not understood (sysexits.h: EX_USAGE).</summary>
    Usage = 64,
}
