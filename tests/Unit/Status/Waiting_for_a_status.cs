using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows;
using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Status.StatusMachines;

namespace XenGuestTools.Tests.Status;

public sealed class Waiting_for_a_status
{
    private static readonly GuestStatus Works = Of(Healthy);
    private static readonly GuestStatus Starting = Of(Healthy, name => name == GuestStatus.AgentService ? ServiceState.StartPending : ServiceState.Running);
    private static readonly GuestStatus Broken = Of(Healthy, name => name == "xenfilt" ? ServiceState.Stopped : ServiceState.Running);

    [Fact]
    public void Ends_at_once_where_nothing_will_change()
    {
        Assert.True(Settling.Of(null, Works).IsSettled);
        Assert.True(Settling.Of(null, Of(Machines.XenVm)).IsSettled);
        Assert.True(Settling.Of(null, Of(Healthy, null, "xenvbd")).IsSettled);
    }

    [Fact]
    public void Goes_on_while_Windows_installs_devices_or_a_part_of_itself()
    {
        Assert.False(Settling.Of(null, Works with { IsPnpBusy = true }).IsSettled);
        Assert.False(Settling.Of(null, Of(Machines.XenVm) with { IsPnpBusy = true }).IsSettled);
        Assert.False(Settling.Of(null, Works with { WindowsRestart = RestartWaiters.ServicingNow }).IsSettled);
        Assert.True(Settling.Of(null, Works with { WindowsRestart = RestartWaiters.WindowsUpdate }).IsSettled);
    }

    [Fact]
    public void Gives_what_is_broken_time_to_mend_and_starts_anew_when_it_changes()
    {
        Settling? settling = null;
        for (var i = 1; i < Settling.Patience; i++)
        {
            settling = Settling.Of(settling, Broken);
            Assert.False(settling.IsSettled);
        }

        Assert.True(Settling.Of(settling, Broken).IsSettled);
        Assert.Equal((false, 1), Settling.Of(settling, Starting) is var other ? (other.IsSettled, other.SameChecks) : default);
    }

    [Fact]
    public void Says_each_change_once_and_ends_with_what_has_come()
    {
        var (status, inTime, lines, slept) = Run(TimeSpan.FromMinutes(10), Works with { IsPnpBusy = true }, Works with { IsPnpBusy = true }, Starting, Starting, Works);

        Assert.True(inTime);
        Assert.Equal(GuestState.Fine, status.State);
        Assert.Equal(StatusWait.Pause * 4, slept);
        Assert.Collection(
            lines,
            line => Assert.Equal("   0 s  Windows is installing devices", line),
            line => Assert.StartsWith("  10 s  The agent is installed and its service", line, StringComparison.Ordinal),
            line => Assert.Equal("  20 s  everything works", line));
    }

    [Fact]
    public void Ends_when_the_time_is_over()
    {
        var (status, inTime, _, slept) = Run(TimeSpan.FromMinutes(1), Starting);

        Assert.False(inTime);
        Assert.Equal(GuestState.Broken, status.State);
        Assert.Equal(TimeSpan.FromMinutes(1), slept);
    }

    [Theory]
    [InlineData("status", 10, null)]
    [InlineData("status --wait --for 3", 3, null)]
    [InlineData("status --for 3", 0, "--for goes with --wait.")]
    [InlineData("status --wait --for soon", 0, "from 1 to 1440, not 'soon'")]
    [InlineData("status --wait --for 0", 0, "from 1 to 1440, not '0'")]
    [InlineData("status --wait --for -1", 0, "not '-1'")]
    [InlineData("status --wait --for 9999999999", 0, "not '9999999999'")]
    public void Takes_a_number_of_minutes(string words, int minutes, string? error)
    {
        var line = CommandLine.Parse(words.Split(' '), AllCommands.List);
        var said = StatusCommand.Minutes(line, out var taken);

        Assert.Null(line.Error);
        if (error is null)
        {
            Assert.Equal((null, minutes), (said, taken));
        }
        else
        {
            Assert.Contains(error, said, StringComparison.Ordinal);
        }
    }

    /// <summary>The last status stays.</summary>
    private static (GuestStatus Status, bool InTime, List<string> Lines, TimeSpan Slept) Run(TimeSpan limit, params GuestStatus[] statuses)
    {
        var (reads, clock) = (0, TimeSpan.FromHours(5));
        List<string> lines = [];
        var (status, inTime) = new StatusWait
        {
            Read = () => statuses[Math.Min(reads++, statuses.Length - 1)],
            Clock = () => clock,
            Sleep = pause => clock += pause,
            Progress = lines.Add,
        }.For(limit);
        return (status, inTime, lines, clock - TimeSpan.FromHours(5));
    }
}
