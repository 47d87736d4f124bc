using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.Versioning;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Network;
using XenGuestTools.Core.Windows.Network;

namespace XenGuestTools.Core.Windows.Cleaning;

/// <summary>
/// One clean-up from its beginning to its verdict, over as many starts of Windows as it takes. In each round the machine is looked at, a plan is made, what it changes is saved, and the steps are
/// run; a step of a driver's removal that fails ends its round, since the order of these steps is what keeps the machine able to start.
/// </summary>
[SupportedOSPlatform("windows")]
public sealed class CleanSession
{
    private readonly CleanRequest request;
    private readonly CleanBackup backup;
    private readonly CleanLog log;
    private readonly CleanRunner runner;
    private readonly List<string> problems = [];
    private readonly bool isService;
    private CleanState state;

    /// <param name="isService">Nobody waits for the end, and goes on by himself.</param>
    private CleanSession(CleanRequest request, CleanState state, bool isService, Action<string> also)
    {
        this.isService = isService;
        this.request = request with { Level = state.Level, Ours = state.Ours };
        this.state = state;
        backup = new CleanBackup(Path.Combine(CleanFolder.FolderPath, state.Backup));
        log = new CleanLog(backup.Folder, also);
        runner = new CleanRunner(backup, log.Write) { UninstallerLimit = request.UninstallerLimit };
    }

    /// <summary>Begins a clean-up, or goes on with one that a restart of Windows or a loss of power has cut off.</summary>
    /// <param name="mayRestart">Restart Windows where that is needed.</param>
    /// <param name="then">A command line that the service runs at the end, if it comes to that; null for none.</param>
    /// <exception cref="CleanException">Nothing is changed.</exception>
    /// <exception cref="NetworkException">The network settings could not be saved; nothing is changed.</exception>
    public static CleanResult Start(CleanRequest request, bool mayRestart, string? then, Action<string> also)
    {
        using var folder = CleanFolder.Open(request.LockLimit, also);
        if (CleanStateFile.Read() is { } waiting)
        {
            return new CleanSession(request, waiting, isService: false, also).GoOn();
        }

        var tools = OldToolsScan.Read(request.Vendors, request.Belongings, []);
        var plan = CleanPlan.For(tools, request);
        if (plan.IsEmpty)
        {
            var left = CleanPlan.Left(tools, request);
            return left.IsEmpty ? CleanResult.Of(CleanVerdict.Nothing) : CleanResult.Of(CleanVerdict.Remains) with { Left = [.. left.Select(CleanStepWords.What)] };
        }

        var name = DateTime.UtcNow.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        Directory.CreateDirectory(Path.Combine(CleanFolder.FolderPath, name));
        CleanState state = new(name, request.Level, request.Ours, BootMark.Read(), 0, mayRestart, [], then);
        return new CleanSession(request, state, isService: false, also).Begin(plan, tools);
    }

    /// <summary>What the service does after the restart.</summary>
    /// <returns>Null if there is nothing to go on with.</returns>
    /// <exception cref="CleanException">XGT1302, XGT1303, XGT1304.</exception>
    public static CleanResult? Resume(CleanRequest request, Action<string> also)
    {
        using var folder = CleanFolder.Open(request.LockLimit, also);
        if (CleanStateFile.Read() is { } waiting)
        {
            return new CleanSession(request, waiting, isService: true, also).GoOn();
        }

        CleanService.Disarm();
        return null;
    }

    /// <summary>A clean-up that has begun and waits for a restart of Windows; null where none does.</summary>
    /// <exception cref="CleanException">XGT1304.</exception>
    public static CleanResult? Waiting() => CleanStateFile.Read() is { Restarts: > 0 } state && state.Boot == BootMark.Read() ? CleanResult.Of(CleanVerdict.RestartNeeded, Path.Combine(CleanFolder.FolderPath, state.Backup)) : null;

    private CleanResult Begin(ImmutableArray<CleanStep> plan, OldTools tools)
    {
        log.Write($"clean-up {request}: {plan.Length} steps at first; backup in {backup.Folder}");
        new BackupSaving(backup).Save(plan, tools);
        SaveNetwork(tools.Machine.Windows.SafeMode);
        log.Write(RestorePoint.Create($"{Product.Name}: before other tools were removed") ? "restore point created" : "no restore point: Windows offers none here, or has made one today");
        CleanService.Arm();
        CleanStateFile.Write(state);
        return Rounds();
    }

    private CleanResult GoOn()
    {
        if (state.Boot == BootMark.Read() && state.Restarts > 0)
        {
            return CleanResult.Of(CleanVerdict.RestartNeeded, backup.Folder);
        }

        log.Write($"clean-up goes on after {state.Restarts} restarts");
        PnpIdle.Wait(120);
        return Rounds();
    }

    /// <summary>The next restart of Windows finds the adapters with other drivers.</summary>
    private void SaveNetwork(bool safeMode)
    {
        if (safeMode)
        {
            log.Write("network settings are not saved: the network does not run in safe mode");
            return;
        }

        NetworkSettings.Save("remove", out var leftOut);
        log.Write($"network settings saved in {NetworkSettings.File}{string.Concat(leftOut.Select(problem => $"; not {problem}"))}");
    }

    private CleanResult Rounds()
    {
        string? last = null;
        while (true)
        {
            var tools = OldToolsScan.Read(request.Vendors, request.Belongings, state.Tried);
            var plan = CleanPlan.For(tools, request);
            if (plan.IsEmpty)
            {
                var left = CleanPlan.Left(tools, request);
                return runner.RestartNeeded && state.Restarts < CleanState.MaximumRestarts ? Restart([]) : End(left.IsEmpty ? CleanVerdict.Done : CleanVerdict.Remains, left);
            }

            var text = string.Join('\n', plan);
            if (text == last)
            {
                return End(CleanVerdict.Remains, plan);
            }

            last = text;
            new BackupSaving(backup).Save(plan, tools);
            var round = CleanRounds.First(plan);
            RunAll(round);
            if (runner.RestartBegun)
            {
                return Restart(plan);
            }

            // After uninstallers the rest can follow at once: the plan for it is made for the machine as it is.
            if (runner.RestartNeeded && round.Length == plan.Length)
            {
                return Restart(CleanPlan.For(OldToolsScan.Read(request.Vendors, request.Belongings, state.Tried), request));
            }
        }
    }

    private void RunAll(ImmutableArray<CleanStep> round)
    {
        foreach (var step in round)
        {
            var problem = runner.Run(step);
            if (step is UninstallProduct or UninstallBundle)
            {
                state = state with { Tried = state.Tried.Add(step is UninstallProduct { ProductCode: var code } ? code.ToString("B") : ((UninstallBundle)step).UninstallKey) };
                CleanStateFile.Write(state);
            }

            if (problem is not null && !problems.Contains(problem)) // a step may fail in two rounds
            {
                problems.Add(problem);
            }

            if (runner.RestartBegun || (problem is not null && step is MachineStep { Step: not (DeleteDriverFile or FindDevices or Settle) }))
            {
                return;
            }
        }
    }

    private CleanResult Restart(ImmutableArray<CleanStep> left)
    {
        if (state.Restarts >= CleanState.MaximumRestarts)
        {
            return End(left.IsEmpty ? CleanVerdict.Done : CleanVerdict.Remains, left);
        }

        state = state with { Restarts = state.Restarts + 1, Boot = BootMark.Read() };
        CleanStateFile.Write(state);
        log.Write("Windows has to be restarted; the clean-up goes on by itself then");
        return Result(CleanVerdict.RestartNeeded, left) with { Restarting = runner.RestartBegun || (state.MayRestart && WindowsRestart.Begin("the removal of other tools goes on after this restart", log.Write)) };
    }

    private CleanResult End(CleanVerdict verdict, ImmutableArray<CleanStep> left)
    {
        CleanStateFile.Delete();
        CleanService.Disarm();
        var result = Result(verdict, left);
        log.Write($"verdict: {verdict}{string.Concat(result.Left.Select(line => $"{Environment.NewLine}  left: {line}"))}");
        if (isService && verdict == CleanVerdict.Done && ProgramCommand.Parse(state.Then) is { } then)
        {
            log.Write($"goes on with {state.Then}: {FollowUp.Run(then)}");
        }

        return result;
    }

    private CleanResult Result(CleanVerdict verdict, ImmutableArray<CleanStep> left) => new(verdict, backup.Folder, [.. problems], [.. left.Select(CleanStepWords.What)], Restarting: false);
}
