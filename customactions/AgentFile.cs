namespace XenGuestTools.CustomActions;

/// <summary>CustomActionData is the path of the agent's program.</summary>
internal static class AgentFile
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    public static void WaitUntilFree(Session session)
    {
        var path = session["CustomActionData"];
        session.Note(FileUse.WaitUntilFree(path, Limit) ? "the agent has ended" : $"the agent still runs after {Limit.TotalSeconds} seconds: {path} goes at the next restart");
    }
}
