using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows;
using XenGuestTools.GuestTools;
using XenGuestTools.Tests.Core;
using static XenGuestTools.Tests.Status.StatusMachines;

namespace XenGuestTools.Tests.Status;

public sealed class A_status_on_the_screen
{
    [Fact]
    public void Of_a_healthy_machine_fits_on_24_lines_of_80_characters_and_nothing_is_red_or_yellow()
    {
        var lines = StatusScreen.Of(Of(Healthy) with { Security = [] });

        Assert.InRange(lines.Count, 10, 23); // the prompt needs one too
        Assert.All(lines, line => Assert.InRange(line.Text.Length, 0, 79));
        Assert.DoesNotContain(lines, line => line.Color is ConsoleColor.Red or ConsoleColor.Yellow);
        Assert.Contains(lines, line => line.Text.StartsWith("xenbus     9.1.0.114      running, Xen Project", StringComparison.Ordinal) && line.Color == ConsoleColor.Green);
        Assert.Contains(lines, line => line.Text.Contains("Ethernet 2 (02-00-00-00-00-01)", StringComparison.Ordinal));
        Assert.Equal(new ScreenLine("Xen Guest Tools is installed and works.", ConsoleColor.Green), lines[^1]);
    }

    [Fact]
    public void Of_a_machine_with_many_disks_fits_too()
    {
        var status = Of(Healthy);
        var lines = StatusScreen.Of(status with { Disks = [.. Enumerable.Repeat(status.Disks[0], 39), status.Disks[0] with { Attachment = Attachment.Emulated }] });

        Assert.InRange(lines.Count, 10, 23);
        Assert.Contains(lines, line => line.Text.Contains("37 more", StringComparison.Ordinal) && line.Text.Contains("1 of them emulated", StringComparison.Ordinal) && line.Color == ConsoleColor.Yellow);
    }

    [Fact]
    public void Shows_what_does_not_run_in_red_with_what_to_do()
    {
        var lines = StatusScreen.Of(Of(Healthy, name => name == "xenfilt" ? ServiceState.Stopped : ServiceState.Running));

        Assert.Contains(lines, line => line.Color == ConsoleColor.Red && line.Text.StartsWith("xenbus", StringComparison.Ordinal) && line.Text.Contains("xenfilt stopped", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.Color == ConsoleColor.Red && line.Text.Contains("does not run: xenfilt. Restart Windows", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Text.Contains("installed and works", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_in_yellow_which_drivers_wait_for_a_restart() =>
        Assert.Equal(new ScreenLine("Restart Windows: xenvbd, xennet asked for it.", ConsoleColor.Yellow), StatusScreen.Of(Of(Healthy, null, "xenvbd", "xennet"))[^1]);

    [Fact]
    public void Shows_emulated_hardware_in_yellow() =>
        Assert.Contains(StatusScreen.Of(Of(Machines.XenVm) with { Disks = [new("DiskQEMU_HARDDISK", null, "intelide", Attachment.Emulated)] }), line => line == new ScreenLine("disk       emulated       intelide: DiskQEMU_HARDDISK", ConsoleColor.Yellow));

    [Fact]
    public void Of_a_machine_without_the_tools_says_so() =>
        Assert.Equal(new ScreenLine("Xen Guest Tools is not installed on this machine.", ConsoleColor.Yellow), StatusScreen.Of(Of(Machines.XenVm))[^1]);
}
