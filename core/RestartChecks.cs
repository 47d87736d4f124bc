namespace XenGuestTools.Core;

/// <summary>XGT1009 and XGT1010: whether Windows is at rest. An update that replaces drivers while they are installed has left machines without them (facts 1, 17).</summary>
internal static class RestartChecks
{
    public static void Run(Machine machine, List<Finding> findings)
    {
        if (machine.RestartWaiters.HasFlag(RestartWaiters.ServicingNow))
        {
            findings.Add(new Finding(
                "XGT1009",
                Severity.Error,
                "Windows is installing or removing a part of itself, such as an update.",
                "the component servicing of Windows has a session of its own",
                "Wait until Windows Update is done, restart, and run this installer again."));
        }

        var waiting = machine.RestartWaiters & ~RestartWaiters.ServicingNow;
        if (waiting != RestartWaiters.None)
        {
            findings.Add(new Finding(
                "XGT1010",
                Severity.Warning,
                "Something waits for a restart of Windows.",
                Names(waiting),
                "Restart Windows first, if you can. The tools can be installed all the same."));
        }
    }

    private static string Names(RestartWaiters waiters)
    {
        var names = waiters.HasFlag(RestartWaiters.Servicing) ? "a change of Windows features or updates; " : "";
        names += waiters.HasFlag(RestartWaiters.WindowsUpdate) ? "Windows Update; " : "";
        names += waiters.HasFlag(RestartWaiters.XenDriver) ? "a Xen driver; " : "";
        return names.TrimEnd(' ', ';');
    }
}
