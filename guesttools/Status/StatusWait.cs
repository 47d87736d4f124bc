using System.Globalization;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary><c>guesttools status --wait</c>: reads the status again and again until waiting would not change it. What it does to the machine and the clock comes from outside.</summary>
internal sealed class StatusWait
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public required Func<GuestStatus> Read { get; init; }

    /// <summary>Time since some moment.</summary>
    public required Func<TimeSpan> Clock { get; init; }

    public required Action<TimeSpan> Sleep { get; init; }

    /// <summary>Gets a line each time that something has changed.</summary>
    public required Action<string> Progress { get; init; }

    /// <returns>The last status, and whether it was reached in time.</returns>
    public (GuestStatus Status, bool InTime) For(TimeSpan limit)
    {
        var start = Clock();
        Settling? settling = null;
        while (true)
        {
            var status = Read();
            var now = Settling.Of(settling, status);
            var elapsed = Clock() - start;
            if (now.Reason != settling?.Reason)
            {
                Progress(string.Create(CultureInfo.InvariantCulture, $"{(int)elapsed.TotalSeconds,4} s  {now.Reason}"));
            }

            if (now.IsSettled)
            {
                return (status, true);
            }

            if (elapsed >= limit)
            {
                return (status, false);
            }

            settling = now;
            Sleep(Pause);
        }
    }
}
