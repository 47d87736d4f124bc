namespace XenGuestTools.CustomActions;

/// <summary>Does or takes back the one step that CustomActionData names.</summary>
internal static class DriverStep
{
    public static void Run(Session session) => Do(session, (runner, step) => runner.Run(step));

    public static void Undo(Session session) => Do(session, (runner, step) => runner.Undo(step));

    private static void Do(Session session, Action<PlanRunner, Step> work)
    {
        var data = StepData.Read(session.CustomActionData);
        session.Progress(Path.GetFileName(data.InfPath));
        var runner = new PlanRunner(data.Package, data.InfPath, session.Note);
        work(runner, data.Step);
        if (runner.RestartNeeded)
        {
            Restart.Request();
        }
    }
}
