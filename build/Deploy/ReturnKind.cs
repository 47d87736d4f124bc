namespace XenGuestTools.Build.Deploy;

/// <summary>What a deployment system makes of an exit code.</summary>
public enum ReturnKind
{
    /// <summary>Done.</summary>
    Success,

    /// <summary>Done, and Windows must be restarted at a time that suits.</summary>
    SoftReboot,

    /// <summary>Done, and Windows restarts already.</summary>
    HardReboot,

    /// <summary>Nothing was done; the same again later.</summary>
    Retry,

    /// <summary>Not done; the same again has the same end until somebody acts.</summary>
    Failed,
}
