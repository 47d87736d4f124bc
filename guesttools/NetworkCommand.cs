using System.Collections.Immutable;
using System.ServiceProcess;
using System.Text.Json;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.GuestTools;

/// <summary>Network settings across a change of the network driver (docs/network.md).</summary>
internal static class NetworkCommand
{
    public static ExitCode Run(CommandLine line)
    {
        switch (line.Network)
        {
            case NetworkVerb.Save:
                return Save(line);
            case NetworkVerb.Service:
                using (NetworkService service = new())
                {
                    ServiceBase.Run(service);
                }

                return ExitCode.Fine;
            case NetworkVerb.Restore when line.Yes:
                return Show(line, NetworkSettings.Restore());
            default:
                return Show(line, NetworkSettings.Verify());
        }
    }

    private static ExitCode Save(CommandLine line)
    {
        var saved = NetworkSettings.Save(line.Operation ?? "install", out var leftOut);
        ImmutableArray<string> adapters = [.. saved.Adapters.Select(a => $"{a.Settings.Name} ({a.Settings.Mac})")];
        if (line.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new NetworkSaved(NetworkSettings.File, adapters, leftOut), Json.Readable.NetworkSaved));
            return leftOut.IsEmpty ? ExitCode.Fine : ExitCode.Different;
        }

        Console.WriteLine($"Saved in {NetworkSettings.File}: {(adapters.IsEmpty ? "no adapters" : string.Join(", ", adapters))}");
        foreach (var problem in leftOut)
        {
            Paint.Line(ConsoleColor.Yellow, $"Not saved: {problem}.");
        }

        return leftOut.IsEmpty ? ExitCode.Fine : ExitCode.Different;
    }

    private static ExitCode Show(CommandLine line, NetworkResult result)
    {
        var code = result is { ToRestore.IsEmpty: true, Failed.IsEmpty: true } ? ExitCode.Fine : ExitCode.Different;
        if (line.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(result, Json.Readable.NetworkResult));
            return code;
        }

        Lines(result.Restored, "Restored: ");
        Lines(result.ToRestore, line.Network == NetworkVerb.Restore ? "Would be restored: " : "Lost: ");
        foreach (var problem in result.Failed)
        {
            Paint.Line(ConsoleColor.Yellow, problem);
        }

        switch (result)
        {
            case { ToRestore.IsEmpty: false } when line.Network == NetworkVerb.Restore:
                Paint.Line(ConsoleColor.Yellow, "Nothing is changed yet. To restore this: guesttools network restore --yes");
                break;
            case { ToRestore.IsEmpty: false }:
                Paint.Line(ConsoleColor.Yellow, "To restore this: guesttools network restore --yes");
                break;
            case { Failed.IsEmpty: true }:
                Paint.Line(ConsoleColor.Green, $"All adapters have the settings that are saved in {result.File}.");
                break;
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
