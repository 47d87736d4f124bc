namespace XenGuestTools.Core;

/// <summary>XGT1009 and XGT1010: whether Windows is at rest. An update that replaces drivers while they are installed has left machines without them (facts 1, 17).</summary>
internal static class RestartChecks
{
    public static IEnumerable<Finding> Run(Machine machine)
    {
        if (machine.RestartWaiters.Contains(RestartWaiter.ServicingNow))
        {
            yield return new Finding(
                "XGT1009",
                Severity.Error,
                "Windows is installing or removing a part of itself right now, such as an update.",
                "the component servicing of Windows has a session of its own",
                "Wait until Windows Update shows that it is done, restart Windows, and run this installer again.");
        }

        string[] waiting = [.. machine.RestartWaiters.Where(waiter => waiter != RestartWaiter.ServicingNow).Select(Name)];
        if (waiting.Length > 0)
        {
            yield return new Finding(
                "XGT1010",
                Severity.Warning,
                "Something waits for a restart of Windows.",
                string.Join(", ", waiting),
                "Restart Windows first, if you can. The tools can be installed all the same; the restart that they need is the same one.");
        }
    }

    private static string Name(RestartWaiter waiter) => waiter switch
    {
        RestartWaiter.WindowsUpdate => "Windows Update",
        RestartWaiter.XenDriver => "a Xen driver",
        _ => "a change of Windows features or updates",
    };
}
