using System.Collections.Immutable;
using System.Globalization;
using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.GuestTools;

/// <summary>Removes the tools of other installers, and puts them back.</summary>
internal static class CleanCommand
{
    private const string Yes = "--yes";
    private const string Confident = "--confident";
    private const string Thorough = "--thorough";
    private const string Ours = "--ours";
    private const string Restart = "--restart";
    private const string Then = "--then";
    private const string ForInstall = "--for-install";
    private const string Log = "--log";

    public static ImmutableArray<Command> Commands { get; } =
    [
        new()
        {
            Name = "clean",
            Summary = "Says what it would remove of other vendors' tools; with --yes it does",
            Details = """
                  First come the drivers of the disks that every VM has, then the vendors' own uninstallers, then drivers, then
                  what else is left. After every single step Windows can start. All that goes is saved before; 'guesttools undo'
                  puts it back. If Windows has to be restarted, it goes on by itself afterwards, at most twice.
                """,
            Options =
            [
                new(Yes, null, "do it"),
                new(Confident, null, "only what an uninstaller or a stored driver package answers for; this is the default"),
                new(Thorough, null, "also services, filters, files, keys and tasks that are left without either"),
                new(Ours, null, $"remove {Product.Name}, too"),
                new(Restart, null, "restart Windows where that is needed"),
                new(Then, "command", "run this when all is removed after a restart: a program in quotes, and its arguments"),
                new(ForInstall, null, "do nothing where check would refuse the installation for another reason"),
                CheckCommand.VendorDevice,
                CheckCommand.AnyMachine,
                new(Log, "file", "write what is done into this file, too"),
                Option.Json,
            ],
            Run = Clean,
        },
        new()
        {
            Name = "undo",
            Summary = "Says what of the last clean-up it would put back; with --yes it does",
            Options = [new(Yes, null, "do it"), Option.Json],
            Run = Undo,
        },
        new()
        {
            Name = "clean service",
            Summary = "What the service does that Windows starts after the restart",
            IsHidden = true,
            Run = _ => OneShot.Serve(CleanService.Name, _ => CleanRun.Resume(Request(CleanLevel.Confident, ours: false))),
        },
    ];

    /// <summary>The data of oldtools.json, which only this program has.</summary>
    private static Belongings Belongings()
    {
        using var stream = typeof(CleanCommand).Assembly.GetManifestResourceStream("oldtools.json") ?? throw new InvalidOperationException("oldtools.json is not embedded in this build.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return BelongingsReader.Read(json);
    }

    private static CleanRequest Request(CleanLevel level, bool ours) => new(level, ours, VendorTable.Load(), Belongings(), [.. Product.UpgradeCodes.Select(product => product.Code)]);

    private static ExitCode Clean(CommandLine line)
    {
        if (ErrorOf(line) is { } error)
        {
            Console.Error.WriteLine($"guesttools: {error} Run 'guesttools clean --help'.");
            return ExitCode.Usage;
        }

        if (!Environment.IsPrivilegedProcess)
        {
            throw CleanException.NotAdministrator();
        }

        var progress = Progress(line.Value(Log));
        if (line.Has(ForInstall) && Obstacles(line) is { IsEmpty: false } obstacles)
        {
            progress($"Nothing is removed, because {Product.Name} could not be installed afterwards.{Environment.NewLine}{FindingText.Message(obstacles)}");
            return ExitCode.Blocked;
        }

        var request = Request(line.Has(Thorough) ? CleanLevel.Thorough : CleanLevel.Confident, line.Has(Ours));
        return line.Has(Yes)
            ? Show(line, CleanSession.Start(request, line.Has(Restart), line.Value(Then), progress), undo: false)
            : Plan(line, request);
    }

    /// <returns>A sentence; null when the options are right.</returns>
    internal static string? ErrorOf(CommandLine line) => line switch
    {
        _ when line.Has(Confident) && line.Has(Thorough) => $"Say one of {Confident} and {Thorough}.",
        _ when line.Value(Then) is { } then && ProgramCommand.Parse(then) is null => $"{Then} needs a program in quotes, as in {Then} \"\\\"C:\\setup.exe\\\" -quiet -norestart\".",
        _ => null,
    };

    private static ExitCode Undo(CommandLine line)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            throw CleanException.NotAdministrator();
        }

        return line.Has(Yes)
            ? Show(line, CleanUndo.Run(Console.Error.WriteLine), undo: true)
            : Show(line, CleanUndo.Plan(Console.Error.WriteLine), "Of the last clean-up these steps would be taken back, in this order:", $"Nothing is changed yet. To do this: guesttools undo {Yes}", "There is nothing to put back.");
    }

    private static ExitCode Plan(CommandLine line, CleanRequest request)
    {
        if (CleanSession.Waiting() is { } waiting)
        {
            return Show(line, waiting, undo: false);
        }

        var tools = OldToolsScan.Read(request.Vendors, request.Belongings, []);
        var plan = CleanPlan.For(tools, request);
        return plan.IsEmpty && CleanPlan.Left(tools, request) is { IsEmpty: false } left
            ? Show(line, new CleanResult(CleanVerdict.Remains, null, [], [.. left.Select(CleanStepWords.What)], Restarting: false), undo: false)
            : Show(line, plan, "This would be removed, in this order:", Next(line, GoesOn(tools, plan, request)), CleanText.NothingThere);
    }

    /// <summary>Would the thorough level remove more?</summary>
    private static bool GoesOn(OldTools tools, ImmutableArray<CleanStep> plan, CleanRequest request) =>
        request.Level == CleanLevel.Confident && CleanPlan.For(tools, request with { Level = CleanLevel.Thorough }).Length > plan.Length;

    /// <summary>What to do with the plan.</summary>
    private static string Next(CommandLine line, bool thoroughGoesOn) => $"""
        Nothing is changed yet. Take a snapshot of the VM, then: guesttools clean {(line.Has(Thorough) ? $"{Thorough} " : "")}{(line.Has(Ours) ? $"{Ours} " : "")}{Yes}
        Windows may have to be restarted afterwards, twice at most; the removal goes on by itself then.{(thoroughGoesOn ? $"{Environment.NewLine}Services, files or settings would be left. 'guesttools clean {Thorough}' shows a plan that removes them, too." : "")}
        """;

    /// <summary>What stands against an installation beside the tools that are to go.</summary>
    private static ImmutableArray<Finding> Obstacles(CommandLine line) =>
        [.. CheckCommand.Findings(line.Has(CheckCommand.VendorDevice.Name), line.Has(CheckCommand.AnyMachine.Name)).Where(finding => finding.Severity == Severity.Error && finding.Code is not ("XGT1002" or "XGT1003"))];

    /// <summary>To standard error, and to the file.</summary>
    private static Action<string> Progress(string? file) => file is null ? Console.Error.WriteLine : text =>
    {
        Console.Error.WriteLine(text);
        File.AppendAllText(file, text + Environment.NewLine);
    };

    /// <summary>A plan.</summary>
    private static ExitCode Show(CommandLine line, ImmutableArray<CleanStep> plan, string title, string next, string nothing)
    {
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CleanJson.Write(plan, json)));
        }
        else
        {
            if (!plan.IsEmpty)
            {
                Console.WriteLine(title);
            }

            for (var i = 0; i < plan.Length; i++)
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i + 1,4}. {CleanStepWords.What(plan[i])}"));
            }

            Paint.Line(plan.IsEmpty ? ConsoleColor.Green : ConsoleColor.Yellow, plan.IsEmpty ? nothing : next);
        }

        return plan.IsEmpty ? ExitCode.Fine : ExitCode.Planned;
    }

    private static ExitCode Show(CommandLine line, CleanResult result, bool undo)
    {
        if (line.Json)
        {
            Console.WriteLine(JsonText.Of(json => CleanJson.Write(result, json)));
        }
        else
        {
            CleanText.Show(result, undo, line.Has(Thorough));
        }

        return result.Verdict switch
        {
            CleanVerdict.RestartNeeded => ExitCode.RestartPending,
            CleanVerdict.Remains => ExitCode.Remains,
            _ => ExitCode.Fine,
        };
    }
}
