namespace XenGuestTools.CustomActions;

/// <summary>Does or takes back the one step that CustomActionData names.</summary>
internal static class DriverStep
{
    public static bool Install(Session session)
    {
        Do(session, (runner, step) => runner.Run(step));
        return true;
    }

    /// <summary>A removal goes on after an error, with a warning: nobody shall be unable to uninstall.</summary>
    public static bool Remove(Session session) => DoWhatCanBeDone(session, (runner, step) => runner.Run(step));

    /// <summary>So does a rollback: the steps before this one are to be taken back all the same.</summary>
    public static bool Undo(Session session) => DoWhatCanBeDone(session, (runner, step) => runner.Undo(step));

    private static bool DoWhatCanBeDone(Session session, Action<PlanRunner, Step> work)
    {
        try
        {
            Do(session, work);
        }
        catch (Exception e) when (e is DriverException or InfException or System.ComponentModel.Win32Exception)
        {
            session.Warn(e.Message);
        }

        return true;
    }

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
