using System.Collections.Immutable;

namespace XenGuestTools.CustomActions;

/// <summary>
/// Turns a plan into queued actions: no table could say which steps this machine needs. The files are not on disk yet (or not any more), so the INF comes from the
/// Binary table of the package.
/// </summary>
internal static class DriverSchedule
{
    public static void Install(Session session) => Schedule(session, "InstallDriver", InstallPlan.For);

    public static void Remove(Session session) => Schedule(session, "RemoveDriver", (machine, inf, _) => RemovePlan.For(machine, inf));

    private static void Schedule(Session session, string action, Func<Machine, DriverInf, string, ImmutableArray<Step>> planFor)
    {
        Restart.Forget();
        var infPath = Path.Combine(session["DRIVERFOLDER"], session["DRIVERNAME"] + ".inf");
        var inf = DriverInf.From(InfFile.Read(ReadInf(session)));
        var machine = MachineScan.ForPlan(inf);
        if (action == "InstallDriver" && InstallPlan.Newer(machine, inf) is { } newer)
        {
            session.Note($"{action}: {inf.Name} {newer.Version} in the driver store is newer than {inf.Version} and is kept");
        }

        var plan = planFor(machine, inf, infPath);
        if (plan.IsEmpty)
        {
            session.Note($"{action}: nothing to do for {infPath} {inf.Version}");
        }

        QueueUndoOfEarlierRun(session, action);

        foreach (var step in plan)
        {
            session.Note($"{action}: planned: {step}");
            var data = new StepData(step, PackageId.Of(inf), infPath).Write();
            session.DoAction("Undo" + action, data);
            session.DoAction(action, data);
        }
    }

    /// <summary>A run that was cut off can't roll back any more. This one finishes its work; if it fails, it takes back the steps of both.</summary>
    private static void QueueUndoOfEarlierRun(Session session, string action)
    {
        var begun = new StepJournal(session["DRIVERNAME"]).Unfinished(action);
        if (begun.Count > 0)
        {
            session.Note($"{action}: an earlier run was cut off; its {begun.Count} steps go back too if this one fails");
        }

        foreach (var data in begun)
        {
            session.DoAction("Undo" + action, new CustomActionData(data));
        }
    }

    private static byte[] ReadInf(Session session)
    {
        using var database = session.Database;
        using var view = database.OpenView("SELECT `Data` FROM `Binary` WHERE `Name` = 'DriverInf'");
        view.Execute();
        using var row = view.Fetch() ?? throw new InfException("The package has no row DriverInf in its Binary table.");
        using var stream = row.GetStream(1);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
