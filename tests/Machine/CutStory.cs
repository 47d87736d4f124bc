using XenGuestTools.Tests.Machine.Harness;
using static XenGuestTools.Tests.Machine.Harness.MachineBuilder;

namespace XenGuestTools.Tests.Machine;

/// <summary>What happens to the machine in one go, until it is cut off.</summary>
public enum Chapter
{
    Installation,
    FailingInstallation,
    Removal,
}

/// <summary>One package on one VM, told without a cut: what its runs do one after the other, and what the machine is like before and after. Its clones are cut.</summary>
public sealed class CutStory : IAsyncDisposable
{
    public const string Package = "xenvbd";

    private WineVm? clean;
    private WineVm? installed;
    private Task? told;

    public Snapshot Clean { get; private set; } = Snapshot.Of(new());

    public Snapshot Installed { get; private set; } = Snapshot.Of(new());

    /// <summary>Of each chapter's run.</summary>
    public Dictionary<Chapter, IReadOnlyList<Moment>> Moments { get; } = [];

    public IReadOnlyList<string> ActionsInScript { get; private set; } = [];

    public Task TellAsync() => told ??= LiveAsync();

    /// <summary>A machine on which a chapter can begin.</summary>
    public Task<WineVm> BeforeAsync(Chapter chapter, string name) => (chapter is Chapter.Removal ? installed! : clean!).CloneAsync(name);

    /// <summary>Windows Installer runs commit actions when all else is done: from then on there is nothing to take back.</summary>
    public bool IsCommitted(Chapter chapter, Moment moment) => Committed(chapter).Contains(moment);

    /// <summary>The log has it: a kill takes some milliseconds, and the run goes on meanwhile.</summary>
    public bool IsCommitted(Chapter chapter, Run run) => Committed(chapter).Any(moment => moment.IsReachedIn(run.Log));

    /// <summary>The chapter, without a cut.</summary>
    public static Task<Run> RunAsync(Vm vm, Chapter chapter) => chapter switch
    {
        Chapter.Installation => vm.InstallAsync(Package),
        Chapter.FailingInstallation => vm.InstallAsync(Package, FailingPackage.Property),
        _ => vm.UninstallAsync(Package),
    };

    public async ValueTask DisposeAsync()
    {
        foreach (var vm in new[] { clean, installed })
        {
            if (vm is not null)
            {
                await vm.DisposeAsync();
            }
        }
    }

    private IEnumerable<Moment> Committed(Chapter chapter) => Moments[chapter].SkipWhile(moment => moment.Action != "FinishDriver");

    private async Task LiveAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows Installer would be killed on the machine that the tests run on.");
        var product = await FailingPackage.MakeAsync(Package, BuiltProduct.Sample);
        ActionsInScript = await FailingPackage.ActionsInScriptAsync(product, Package);
        clean = await WineVm.StartAsync(XenVm().WithChildDevices(), product, "cut-clean");
        await clean.SettleAsync();
        Clean = await clean.SnapshotAsync();
        installed = await clean.CloneAsync("cut-installed");
        await TellAsync(Chapter.Installation, installed);
        await installed.RestartAsync();
        Installed = await installed.SnapshotAsync();
        foreach (var chapter in new[] { Chapter.FailingInstallation, Chapter.Removal })
        {
            await using var vm = await BeforeAsync(chapter, $"cut-{chapter}");
            await TellAsync(chapter, vm);
        }
    }

    private async Task TellAsync(Chapter chapter, WineVm vm)
    {
        var run = await RunAsync(vm, chapter);
        Assert.Equal(chapter != Chapter.FailingInstallation, run.Succeeded);
        Moments[chapter] = Moment.Of(run);
    }
}
