using Spectre.Console;

namespace XenGuestTools.Build.Graph;

/// <summary>A line with a spinner and a clock for each piece of work that runs.</summary>
public sealed class TerminalReporter : IReporter
{
    private readonly ProgressContext context;

    private TerminalReporter(ProgressContext context) => this.context = context;

    /// <summary>Runs <paramref name="work"/> with live lines on a terminal, with plain lines anywhere else.</summary>
    public static async Task ShowAsync(IAnsiConsole console, Func<IReporter, Task> work)
    {
        if (console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal)
        {
            await console.Progress()
                .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ElapsedTimeColumn())
                .StartAsync(context => work(new TerminalReporter(context)))
                .ConfigureAwait(false);
        }
        else
        {
            await work(new LineReporter(console.Profile.Out.Writer)).ConfigureAwait(false);
        }
    }

    public void UpToDate(string what)
    {
        var task = context.AddTask($"{Markup.Escape(what)} [grey]up to date[/]", maxValue: 1);
        task.Value = 1;
        task.StopTask();
    }

    public async Task RunAsync(string what, Func<Task> work)
    {
        var task = context.AddTask(Markup.Escape(what), maxValue: 1).IsIndeterminate();
        try
        {
            await work().ConfigureAwait(false);
            task.IsIndeterminate(false);
            task.Value = 1;
        }
        finally
        {
            task.StopTask();
        }
    }
}
