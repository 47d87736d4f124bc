using System.Globalization;
using XenGuestTools.Core;
using XenGuestTools.Core.Windows;

namespace XenGuestTools.GuestTools;

/// <summary>One file with what support asks for.</summary>
internal static class ReportCommand
{
    public static Command Command { get; } = new()
    {
        Name = "report",
        Summary = "Puts logs, status, inventory and events of the tools into one zip for support",
        Operand = "file.zip",
        Details = """
              Changes nothing but that it writes the one file, in the current folder if none is named, and sends nothing.
              It lists what goes in. Passwords on command lines, product keys and the names of users in paths are taken out;
              names of computers, IP and MAC addresses are not.
            """,
        Run = line => Run(line.Operand ?? DefaultName(DateTime.UtcNow), ReportItems.OfThisMachine()),
    };

    /// <param name="items">What goes in.</param>
    internal static ExitCode Run(string file, IEnumerable<ReportItem> items)
    {
        var path = Path.GetFullPath(file);
        if (Refusal(path) is { } refusal)
        {
            Console.Error.WriteLine("guesttools: " + refusal);
            return ExitCode.Failed;
        }

        List<ReportEntry> entries = [];
        Console.WriteLine($"{Path.GetFileName(path)} gets:");
        foreach (var item in items)
        {
            entries.Add(ReportEntry.Of(item));
            Console.WriteLine(entries[^1]);
        }

        try
        {
            ReportZip.Write(path, Index(entries), entries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"guesttools: XGT1344: {path} could not be written: {SystemError.Text(e.HResult)}. Name a file in a folder that you may write to, on a disk with room.");
            return ExitCode.Failed;
        }

        Paint.Line(ConsoleColor.Green, $"Written: {path}. Look through it before you send it.");
        return ExitCode.Fine;
    }

    internal static string DefaultName(DateTime time) => string.Create(CultureInfo.InvariantCulture, $"xgt-report-{time:yyyyMMdd-HHmmss}.zip");

    private static string? Refusal(string path) =>
        File.Exists(path) || Directory.Exists(path) ? $"XGT1343: {path} exists already and is not overwritten. Name another file, or delete it."
        : !Directory.Exists(Path.GetDirectoryName(path)) ? $"XGT1344: {path} could not be written: the folder does not exist. Make it, or name another one."
        : null;

    private static string Index(List<ReportEntry> entries) => $"""
        {Product.Name}: report of guesttools {ProgramVersion.Text}, {DateTime.UtcNow.ToString("u", CultureInfo.InvariantCulture)}
        Of each log file the last {LogFiles.MostBytes / 1024 / 1024} MB. Taken out: values of passwords and the like, product keys, users in paths of profiles.

             bytes  file
        {string.Join(Environment.NewLine, entries)}

        """;
}
