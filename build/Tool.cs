using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace XenGuestTools.Build;

/// <summary>How a tool ended. <see cref="Output"/> is standard output and standard error as they came.</summary>
public sealed record ToolResult(string CommandLine, int ExitCode, string Output);

/// <summary>The only place that starts a process: no standard input, a time limit, all output kept.</summary>
public sealed record Tool(string FileName)
{
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(10);

    public string? WorkingDirectory { get; init; }

    /// <summary>Come before those of each run.</summary>
    public IReadOnlyList<string> FirstArguments { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Called with each line of output as it comes.</summary>
    public Action<string>? OnLine { get; init; }

    /// <summary>Runs the tool; any exit code but 0 is a <see cref="BuildException"/> that names the command and shows the end of its output.</summary>
    public async Task<string> RunAsync(IEnumerable<string> arguments, CancellationToken cancellation = default)
    {
        var result = await TryRunAsync(arguments, cancellation).ConfigureAwait(false);
        return result.ExitCode == 0
            ? result.Output
            : throw new BuildException(string.Create(CultureInfo.InvariantCulture, $"{result.CommandLine}\nended with code {result.ExitCode}:\n{LastLines(result.Output, 30)}"));
    }

    /// <summary>Runs the tool and returns its exit code, whatever it is. A missing program or an exceeded time limit is a <see cref="BuildException"/>.</summary>
    public async Task<ToolResult> TryRunAsync(IEnumerable<string> arguments, CancellationToken cancellation = default)
    {
        var start = new ProcessStartInfo(FileName)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = WorkingDirectory ?? "",
        };
        foreach (var argument in FirstArguments.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in Environment)
        {
            start.Environment[name] = value;
        }

        var commandLine = string.Join(' ', new[] { FileName }.Concat(start.ArgumentList.Select(a => a.Contains(' ', StringComparison.Ordinal) ? $"\"{a}\"" : a)));
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        void Keep(string? line)
        {
            if (line is null)
            {
                return;
            }

            lock (output)
            {
                output.AppendLine(line);
            }

            OnLine?.Invoke(line);
        }

        process.OutputDataReceived += (_, e) => Keep(e.Data);
        process.ErrorDataReceived += (_, e) => Keep(e.Data);
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new BuildException($"'{FileName}' could not be started: {e.Message}. Run './build.sh setup' to install what the build needs.", e);
        }

        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(TimeLimit);
        try
        {
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw new BuildException(string.Create(CultureInfo.InvariantCulture, $"{commandLine}\ndid not end within {TimeLimit.TotalSeconds:0} s and was stopped. Its last output:\n{LastLines(output.ToString(), 30)}"));
        }

        return new(commandLine, process.ExitCode, output.ToString());
    }

    private static string LastLines(string text, int count) =>
        string.Join('\n', text.TrimEnd().Split('\n').TakeLast(count));
}
