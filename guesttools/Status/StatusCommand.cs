using System.Globalization;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>What is installed, and whether it works.</summary>
internal static class StatusCommand
{
    private const string Wait = "--wait";
    private const string For = "--for";
    private const int DefaultMinutes = 10;
    private const int MostMinutes = 24 * 60;

    public static Command Command { get; } = new()
    {
        Name = "status",
        Summary = "Are they installed, and do they work?",
        Details = """
              With --wait it ends as soon as waiting would not change the answer: everything works, a restart is due, nothing is
              installed, or what does not work has stayed so for three minutes. Each change is one line on standard error.
            """,
        Options =
        [
            Option.Json,
            new(Wait, null, "wait until the devices and services have come up"),
            new(For, "minutes", $"with --wait: how long at most; {DefaultMinutes} if not said"),
        ],
        Run = Run,
    };

    private static ExitCode Run(CommandLine line)
    {
        if (Minutes(line, out var minutes) is { } error)
        {
            Console.Error.WriteLine($"guesttools: {error} Run 'guesttools status --help'.");
            return ExitCode.Usage;
        }

        var (status, inTime) = line.Has(Wait) ? Waiting().For(TimeSpan.FromMinutes(minutes)) : (GuestStatusScan.Read(ProgramVersion.Text), true);
        if (line.Json)
        {
            Console.WriteLine(GuestStatusJson.Of(status));
        }
        else
        {
            Show(status);
        }

        if (!inTime)
        {
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"guesttools: this did not settle in {minutes} minutes. Run 'guesttools status' later, or restart Windows."));
        }

        return inTime ? CodeOf(status.State) : ExitCode.TimedOut;
    }

    /// <returns>A sentence; null when the options are right.</returns>
    internal static string? Minutes(CommandLine line, out int minutes)
    {
        minutes = DefaultMinutes;
        return line.Value(For) switch
        {
            null => null,
            _ when !line.Has(Wait) => $"{For} goes with {Wait}.",
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out minutes) && minutes is >= 1 and <= MostMinutes => null,
            var text => string.Create(CultureInfo.InvariantCulture, $"{For} needs a number of minutes from 1 to {MostMinutes}, not '{text}'."),
        };
    }

    private static StatusWait Waiting() => new()
    {
        Read = () => GuestStatusScan.Read(ProgramVersion.Text),
        Clock = () => TimeSpan.FromMilliseconds(Environment.TickCount64),
        Sleep = Thread.Sleep,
        Progress = Console.Error.WriteLine,
    };

    private static ExitCode CodeOf(GuestState state) => state switch
    {
        GuestState.NotInstalled => ExitCode.NotInstalled,
        GuestState.RestartPending => ExitCode.RestartPending,
        GuestState.Broken => ExitCode.Broken,
        _ => ExitCode.Fine,
    };

    private static void Show(GuestStatus status)
    {
        foreach (var line in StatusScreen.Of(status))
        {
            if (line.Color is { } color)
            {
                Paint.Line(color, line.Text);
            }
            else
            {
                Console.WriteLine(line.Text);
            }
        }
    }
}
