using XenGuestTools.Tests.Machine.Harness;

namespace XenGuestTools.Tests.Machine;

/// <summary>
/// Windows Installer is killed while it runs its script, at each action that the packages have there: the next run finishes, or takes everything back. XGT_CUTS=all cuts at every single step and at every
/// action of Windows Installer itself too, which takes half an hour.
/// </summary>
public sealed class A_cut_at_any_action(CutStory story) : IClassFixture<CutStory>
{
    private static readonly bool All = Environment.GetEnvironmentVariable("XGT_CUTS") == "all";

    /// <summary>Wine runs no rollback action of a removal. That it takes back each step is shown by <see cref="The_plans_of_a_real_machine"/>.</summary>
    private const string NeverUnderWine = "UndoRemoveDriver";

    [Fact]
    public async Task Is_made_at_every_action_that_the_package_has_in_a_script()
    {
        await story.TellAsync();

        Assert.Empty(story.ActionsInScript.Except([FailingPackage.Action, NeverUnderWine]).Except(Enum.GetValues<Chapter>().SelectMany(Cuts).Select(moment => moment.Action)));
    }

    [Theory]
    [InlineData(Chapter.Installation)]
    [InlineData(Chapter.FailingInstallation)]
    public async Task Of_an_installation_lets_the_next_one_finish(Chapter chapter)
    {
        await story.TellAsync();
        await ForEachCutAsync(chapter, Chapter.Installation, story.Installed);
    }

    [Fact]
    public async Task Of_a_removal_lets_the_next_one_finish()
    {
        await story.TellAsync();
        await ForEachCutAsync(Chapter.Removal, Chapter.Removal, story.Clean);
    }

    [Fact]
    public async Task Of_an_installation_lets_the_next_one_that_fails_take_back_both()
    {
        await story.TellAsync();
        await ForEachCutAsync(Chapter.Installation, Chapter.FailingInstallation, story.Clean);
    }

    /// <summary>Once at each action of the package, of a run that fails at each that takes something back; where an action has several steps, in the middle of them.</summary>
    private IEnumerable<Moment> Cuts(Chapter chapter) => All
        ? story.Moments[chapter]
        : story.Moments[chapter].Where(moment => story.ActionsInScript.Contains(moment.Action) && IsUndo(moment) == (chapter == Chapter.FailingInstallation))
            .GroupBy(moment => moment.Action).Select(steps => steps.ElementAt(steps.Count() / 2));

    private static bool IsUndo(Moment moment) => moment.Action.StartsWith("Undo", StringComparison.Ordinal);

    private async Task ForEachCutAsync(Chapter chapter, Chapter next, Snapshot wanted)
    {
        List<string> wrong = [];
        foreach (var moment in Cuts(chapter).Where(moment => next != Chapter.FailingInstallation || !story.IsCommitted(chapter, moment)))
        {
            await using var vm = await story.BeforeAsync(chapter, $"cut-{chapter}-{moment}-{next}".Replace(' ', '-'));
            var run = CutStory.RunAsync(vm, chapter);
            var isCut = await vm.WaitForLogAsync(moment.IsReachedIn, run);
            var cut = await KillAsync(vm, run);
            if (next == Chapter.FailingInstallation && story.IsCommitted(chapter, cut))
            {
                continue; // it came too late to have anything to take back
            }

            await vm.FindDevicesAsync();
            var again = await CutStory.RunAsync(vm, next);
            await vm.RestartAsync();
            await vm.FindDevicesAsync();
            Func<string, bool> isKept = !story.ActionsInScript.Contains(moment.Action) ? Snapshot.HalfRegistered : next is Chapter.Removal ? Snapshot.KeptByWindowsInstaller : Snapshot.InstalledOnceMore;
            wrong.AddRange(Faults(isCut, again, next, wanted.DifferencesTo(await vm.SnapshotAsync()).Where(difference => !isKept(difference) && !(chapter == Chapter.FailingInstallation && Snapshot.WrittenByRunningDriver(difference)))).Select(fault => $"{chapter} cut at {moment}, then {next}: {fault}"));
        }

        Snapshot.MustBeNone(wrong);
    }

    /// <summary>More than once: it starts processes for its actions, and one that starts just now would go on.</summary>
    private static async Task<Run> KillAsync(WineVm vm, Task<Run> run)
    {
        while (!run.IsCompleted)
        {
            vm.Kill("msiexec.exe");
            await Task.WhenAny(run, Task.Delay(100));
        }

        return await run;
    }

    private static IEnumerable<string> Faults(bool isCut, Run again, Chapter next, IEnumerable<string> differences)
    {
        if (!isCut)
        {
            yield return "the run had ended before it could be cut";
        }

        if (again.Succeeded == (next == Chapter.FailingInstallation))
        {
            yield return $"the next run ended with code {again.ExitCode}";
        }

        foreach (var difference in differences)
        {
            yield return difference;
        }
    }
}
