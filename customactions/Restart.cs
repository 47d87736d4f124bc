namespace XenGuestTools.CustomActions;

/// <summary>Carries "Windows wants a restart" from a deferred action, which may not set the mode of the installation, to an immediate one after InstallFinalize.</summary>
internal static class Restart
{
    public static void Request() => RestartRequest.Leave();

    /// <summary>What an earlier installation, which ended before it could report, has left.</summary>
    public static void Forget() => RestartRequest.Take();

    /// <summary>Makes the installation end with 3010. The removal of a product by its successor leaves that to the successor, whose drivers asked.</summary>
    public static void Report(Session session)
    {
        if (session["UPGRADINGPRODUCTCODE"].Length == 0 && RestartRequest.Take())
        {
            session.Note("Windows has to restart to complete the change of a driver");
            session.SetMode(InstallRunMode.RebootAtEnd, true);
        }
    }
}
