using System.Collections.Immutable;
using XenGuestTools.Core;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.GuestTools;

/// <summary>Network settings across a change of the network driver (docs/network.md).</summary>
internal static class NetworkCommand
{
    private const string For = "--for";
    private const string Yes = "--yes";

    public static ImmutableArray<Command> Commands { get; } =
    [
        new()
        {
            Name = "network save",
            Summary = "Saves the settings of all network adapters; the next restart restores what is lost",
            Options = [Option.Json, new(For, "install|remove", "which change of drivers it is for")],
            Run = Save,
        },
        new()
        {
            Name = "network verify",
            Summary = "Do the adapters have the saved settings?",
            Options = [Option.Json],
            Run = line => Show(line, NetworkSettings.Verify(), "Lost: ", "To restore this: guesttools network restore --yes"),
        },
        new()
        {
            Name = "network restore",
            Summary = "Says what it would restore; with --yes it does",
            Options = [Option.Json, new(Yes, null, "do it")],
            Run = line => Show(
                line, line.Has(Yes) ? NetworkSettings.Restore() : NetworkSettings.Verify(), "Would be restored: ", "Nothing is changed yet. To restore this: guesttools network restore --yes"),
        },
        new()
        {
            Name = "network service",
            Summary = "What the service does that Windows starts after the restart",
            IsHidden = true,
            Run = _ => OneShot.Serve(RestoreService.Name, RestoreRun.Run),
        },
    ];

    private static ExitCode Save(CommandLine line)
    {
        var saved = NetworkSettings.Save(line.Value(For) ?? "install", out var leftOut);
        ImmutableArray<string> adapters = [.. saved.Adapters.Select(a => $"{a.Settings.Name} ({a.Settings.Mac})")];
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CommandJson.Write(NetworkSettings.File, adapters, leftOut, json)));
            return leftOut.IsEmpty ? ExitCode.Fine : ExitCode.Different;
        }

        Console.WriteLine($"Saved in {NetworkSettings.File}: {(adapters.IsEmpty ? "no adapters" : string.Join(", ", adapters))}");
        foreach (var problem in leftOut)
        {
            Paint.Line(ConsoleColor.Yellow, $"Not saved: {problem}.");
        }

        return leftOut.IsEmpty ? ExitCode.Fine : ExitCode.Different;
    }

    /// <param name="start">Of the line of each setting that is not as it was saved.</param>
    /// <param name="next">What to do about them.</param>
    private static ExitCode Show(CommandLine line, NetworkResult result, string start, string next)
    {
        var code = result is { ToRestore.IsEmpty: true, Failed.IsEmpty: true } ? ExitCode.Fine : ExitCode.Different;
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CommandJson.Write(result, json)));
            return code;
        }

        Lines(result.Restored, "Restored: ");
        Lines(result.ToRestore, start);
        foreach (var problem in result.Failed)
        {
            Paint.Line(ConsoleColor.Yellow, problem);
        }

        if (!result.ToRestore.IsEmpty)
        {
            Paint.Line(ConsoleColor.Yellow, next);
        }
        else if (result.Failed.IsEmpty)
        {
            Paint.Line(ConsoleColor.Green, $"All adapters have the settings that are saved in {result.File}.");
        }

        return code;
    }

    private static void Lines(ImmutableArray<string> lines, string start)
    {
        foreach (var text in lines)
        {
            Console.WriteLine(start + text);
        }
    }
}
