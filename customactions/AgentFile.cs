namespace XenGuestTools.CustomActions;

/// <summary>CustomActionData is the path of the agent's program.</summary>
internal static class AgentFile
{
    private const int LimitInSeconds = 10;

    public static void WaitUntilFree(Session session)
    {
        var path = session["CustomActionData"];
        if (!FileUse.WaitUntilFree(path, LimitInSeconds))
        {
            session.Note($"the agent still runs: {path} goes at the next restart");
        }
    }
}
