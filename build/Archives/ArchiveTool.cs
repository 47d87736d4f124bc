using XenGuestTools.Build.Native;

namespace XenGuestTools.Build.Archives;

/// <summary>Runs a program that unpacks, in a folder of its own, and stops it when it takes too long or writes too much.</summary>
internal sealed record ArchiveTool(string Program, string Archive, UnpackLimits Limits)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <param name="folder">The program may write here and nowhere else; what it writes is watched.</param>
    /// <returns>The program's output.</returns>
    /// <exception cref="BuildException">The program is missing, fails, or passes a limit.</exception>
    public async Task<string> RunAsync(string folder, IEnumerable<string> arguments, CancellationToken cancellation)
    {
        var path = ProgramSearch.Find(Program, (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)) ?? throw Refusal.NoTool(Archive, Program);
        Tool tool = new(path)
        {
            WorkingDirectory = folder,
            TimeLimit = TimeLimit,
            Environment = new Dictionary<string, string?> { ["LC_ALL"] = "C.UTF-8", ["G_DEBUG"] = "fatal-warnings" }, // msiextract warns of a damaged file and ends with 0
        };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var run = tool.TryRunAsync(arguments, stop.Token);
        while (await Task.WhenAny(run, Task.Delay(Look, cancellation)) != run)
        {
            if (IsTooMuch(folder))
            {
                await stop.CancelAsync();
                break;
            }
        }

        return await ResultAsync(run, cancellation);
    }

    private async Task<string> ResultAsync(Task<ToolResult> run, CancellationToken cancellation)
    {
        try
        {
            var result = await run;
            return result.ExitCode == 0 ? result.Output : throw Refusal.Damaged(Archive, "", $"{Program} says: {FirstLine(result.Output)}");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Refusal.TooMuch(Archive, "", Limits);
        }
        catch (BuildException e) when (!e.Message.StartsWith("XGD", StringComparison.Ordinal))
        {
            throw Refusal.Damaged(Archive, "", $"{Program} could not unpack it within {TimeLimit.TotalSeconds:0} s", e);
        }
    }

    private bool IsTooMuch(string folder)
    {
        long bytes = 0;
        var entries = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }))
        {
            file.Refresh();
            entries++;
            bytes += file.Exists ? file.Length : 0;
            if (bytes > Limits.TarBytes || entries > Limits.Entries)
            {
                return true;
            }
        }

        return false;
    }

    private static string FirstLine(string output) => output.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.Length > 0) ?? "nothing";
}
