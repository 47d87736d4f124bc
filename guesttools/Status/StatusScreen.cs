using System.Globalization;
using XenGuestTools.Core;
using XenGuestTools.Core.Status;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>The text of <c>guesttools status</c>. A machine on which all is well fits on a screen of 24 lines with 80 characters. Pure.</summary>
internal static class StatusScreen
{
    private const int Width = 79;

    /// <summary>Disks, and network adapters, that are shown each by itself.</summary>
    private const int MostShown = 4;

    public static List<ScreenLine> Of(GuestStatus status)
    {
        List<ScreenLine> lines = [Packages(status)];
        lines.AddRange(status.Drivers.Select(driver => Driver(driver, status)));
        lines.Add(Agent(status));
        lines.Add(Host(status));
        lines.AddRange(Hardware("disk", [.. status.Disks.Select(d => new Piece(d.Name, d.Driver, d.Attachment))]));
        lines.AddRange(Hardware("network", [.. status.Nics.Select(n => new Piece(n.Mac is null ? n.Name : $"{n.Name} ({n.Mac})", n.Driver, n.Attachment))]));
        lines.AddRange(Security(status));
        lines.Add(new(""));
        lines.AddRange(Conclusion(status));
        return lines;
    }

    private static ScreenLine Packages(GuestStatus status)
    {
        var installed = status.Packages.Where(p => p.Version is not null).ToList();
        var missing = status.Packages.Where(p => p.Version is null).Select(p => p.Name).ToList();
        return installed.Count == 0 ? Row("packages", "none", "", null)
            : Row("packages", $"{Count(installed.Count, "package")} of {status.Packages.Length}", missing.Count == 0 ? "" : "without " + string.Join(", ", missing), null);
    }

    private static ScreenLine Driver(DriverStatus driver, GuestStatus status)
    {
        var idle = driver.IdleServices().Select(s => $"{s.Name} {Word(s.State)}").ToList();
        var unbound = driver.Devices.Count(d => d.Present && !driver.IsBoundTo(d));
        var provider = driver.Stored.FirstOrDefault(s => s.Version == (driver.Bound ?? driver.Newest))?.Provider ?? "";
        var version = driver.Bound ?? driver.Newest ?? "-";
        var isWanted = status.Packages.Any(p => p.Name == driver.Name && p.Version is not null);
        return driver switch
        {
            { Stored.IsEmpty: true } => Row(driver.Name, "-", "not in the driver store", isWanted ? ConsoleColor.Red : null),
            _ when unbound > 0 => Row(driver.Name, version, $"{Count(unbound, "device")} without this driver, {provider}", isWanted ? ConsoleColor.Red : ConsoleColor.Yellow),
            _ when idle.Count > 0 => Row(driver.Name, version, string.Join(", ", idle), ConsoleColor.Red),
            { Bound: null } => Row(driver.Name, version, $"no device for it, {provider}", null),
            { Bound: var bound, Newest: var newest } when bound != newest => Row(driver.Name, version, $"running; {newest} is in the driver store", ConsoleColor.Yellow),
            _ => Row(driver.Name, version, $"running, {provider}", ConsoleColor.Green),
        };
    }

    private static ScreenLine Agent(GuestStatus status)
    {
        var version = status.Packages.FirstOrDefault(p => p.Name == "agent")?.Version;
        var iface = status.XenIfacePresent ? "xeniface is there" : "without xeniface it can't reach the host";
        return (version, status.Agent) switch
        {
            (null, null) => Row("agent", "-", "not installed", null),
            (_, { State: ServiceState.Running }) => Row("agent", version ?? "-", $"running; {iface}", status.XenIfacePresent ? ConsoleColor.Green : ConsoleColor.Yellow),
            (_, var service) => Row("agent", version ?? "-", service is null ? $"no service {GuestStatus.AgentService}" : Word(service.State), ConsoleColor.Red),
        };
    }

    private static ScreenLine Host(GuestStatus status) => status.Host is { } host
        ? Row("host shows", host.PvDriversVersion, host.OsName, null)
        : Row("host shows", "-", "nothing of the agent", null);

    private static IEnumerable<ScreenLine> Hardware(string name, IReadOnlyList<Piece> pieces)
    {
        foreach (var piece in pieces.Take(pieces.Count > MostShown ? MostShown - 1 : MostShown))
        {
            yield return Row(name, Word(piece.Attachment), piece.Driver is null ? piece.Name : $"{piece.Driver}: {piece.Name}", ColorOf(piece.Attachment));
        }

        var others = pieces.Skip(MostShown - 1).ToList();
        if (pieces.Count > MostShown)
        {
            var emulated = others.Count(p => p.Attachment == Attachment.Emulated);
            yield return Row(name, $"{others.Count} more", emulated == 0 ? "none of them emulated" : $"{emulated} of them emulated", emulated == 0 ? null : ConsoleColor.Yellow);
        }
    }

    /// <summary>One line if no package is below its floor.</summary>
    private static IEnumerable<ScreenLine> Security(GuestStatus status)
    {
        var below = status.Security.Where(s => s.Verdict == SecurityVerdict.Below).ToList();
        foreach (var driver in below)
        {
            yield return Row("security", SecurityFloor.Advisory, $"{driver.Driver} {driver.Version} is below {driver.Floor}, {(driver.IsUsed ? "in use" : "not in use")}", driver.IsUsed ? ConsoleColor.Red : ConsoleColor.Yellow);
        }

        if (below.Count == 0 && status.Security.Length > 0)
        {
            var unknown = status.Security.Where(s => s.Verdict == SecurityVerdict.Unknown).Select(s => s.Driver).Distinct().ToList();
            yield return unknown.Count == 0
                ? Row("security", SecurityFloor.Advisory, "no driver is below the floor", ConsoleColor.Green)
                : Row("security", SecurityFloor.Advisory, $"no floor is known for {string.Join(", ", unknown)} of this vendor", null);
        }
    }

    private static IEnumerable<ScreenLine> Conclusion(GuestStatus status)
    {
        foreach (var problem in status.Problems)
        {
            yield return new(problem, ConsoleColor.Red);
        }

        foreach (var warning in status.Warnings)
        {
            yield return new(warning, ConsoleColor.Yellow);
        }

        if (status.WindowsRestart != RestartWaiters.None)
        {
            yield return new("Windows itself waits for a restart after an update.", ConsoleColor.Yellow);
        }

        if (status.IsPnpBusy)
        {
            yield return new("Windows is installing devices at this moment.", ConsoleColor.Yellow);
        }

        switch (status.State)
        {
            case GuestState.RestartPending:
                yield return new($"Restart Windows: {string.Join(", ", status.RestartRequests)} asked for it.", ConsoleColor.Yellow);
                break;
            case GuestState.NotInstalled:
                yield return new($"{Product.Name} is not installed on this machine.", ConsoleColor.Yellow);
                break;
            case GuestState.Fine:
                yield return new($"{Product.Name} is installed and works.", ConsoleColor.Green);
                break;
        }
    }

    private static ScreenLine Row(string name, string value, string text, ConsoleColor? color)
    {
        var line = $"{name,-10} {value,-14} {text}".TrimEnd(' ', ',');
        return new(line.Length > Width ? line[..(Width - 2)] + ".." : line, color);
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static string Word(Attachment attachment) => attachment switch
    {
        Attachment.Paravirtual => "paravirtual",
        Attachment.Emulated => "emulated",
        _ => "other",
    };

    private static string Word(ServiceState state) => state switch
    {
        ServiceState.Running => "running",
        ServiceState.StartPending => "starting",
        ServiceState.Stopped => "stopped",
        _ => state.ToString(),
    };

    private static ConsoleColor? ColorOf(Attachment attachment) => attachment switch
    {
        Attachment.Paravirtual => ConsoleColor.Green,
        Attachment.Emulated => ConsoleColor.Yellow,
        _ => null,
    };

    private sealed record Piece(string Name, string? Driver, Attachment Attachment);
}
