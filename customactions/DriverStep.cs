namespace XenGuestTools.CustomActions;

/// <summary>Does or takes back the one step that CustomActionData names.</summary>
internal static class DriverStep
{
    /// <param name="action">The name of the action, for the journal.</param>
    public static void Run(Session session, string action) => Do(session, (runner, data) =>
    {
        data.Journal.Begin(action, session["CustomActionData"]);
        runner.Run(data.Step);
    });

    public static void Undo(Session session) => Do(session, (runner, data) =>
    {
        runner.Undo(data.Step);
        data.Journal.Remove(session["CustomActionData"]);
    });

    /// <summary>CustomActionData is the name of the driver.</summary>
    public static void Finish(Session session) => new StepJournal(session["CustomActionData"]).End();

    private static void Do(Session session, Action<PlanRunner, StepData> work)
    {
        var data = StepData.Read(session.CustomActionData);
        session.Progress(Path.GetFileName(data.InfPath));
        var runner = new PlanRunner(data.Package, data.InfPath, session.Note);
        work(runner, data);
        if (runner.RestartNeeded)
        {
            Restart.Request();
        }
    }
}
