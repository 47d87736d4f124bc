using XenGuestTools.Core.Windows;

namespace XenGuestTools.Core.Status;

/// <summary>Will waiting change what a status says? Pure: told of one status after the other.</summary>
/// <param name="State">Of the latest status.</param>
/// <param name="SameChecks">How many statuses in a row have said so, with the same problems.</param>
/// <param name="IsSettled">No more waiting.</param>
/// <param name="Reason">A part of a sentence: what is waited for, or why no more.</param>
public sealed record Settling(GuestState State, int SameChecks, bool IsSettled, string Reason)
{
    /// <summary>Something that is broken gets this many checks to mend by itself: devices and services come up within a minute or two of a start of Windows.</summary>
    public const int Patience = 36;

    private string Problems { get; init; } = "";

    /// <param name="before">Null at the first status.</param>
    public static Settling Of(Settling? before, GuestStatus status)
    {
        var problems = string.Join('\n', status.Problems);
        var same = before is not null && before.State == status.State && before.Problems == problems ? before.SameChecks + 1 : 1;
        var (settled, reason) = Judge(status, same);
        return new(status.State, same, settled, reason) { Problems = problems };
    }

    private static (bool IsSettled, string Reason) Judge(GuestStatus status, int same) => status switch
    {
        { IsPnpBusy: true } => (false, "Windows is installing devices"),
        { WindowsRestart: var windows } when windows.HasFlag(RestartWaiters.ServicingNow) => (false, "Windows is installing or removing a part of itself"),
        { State: GuestState.NotInstalled } => (true, "nothing is installed"),
        { State: GuestState.RestartPending } => (true, "a driver waits for a restart"),
        { State: GuestState.Fine } => (true, "everything works"),
        _ when same >= Patience => (true, "what does not work has not changed for a while"),
        _ => (false, status.Problems[0]),
    };
}
