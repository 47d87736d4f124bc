using System.Diagnostics.CodeAnalysis;

namespace XenGuestTools.CustomActions;

/// <summary>What every entry point does around its work: no exception may leave the DLL, it would end the installer's process.</summary>
internal static class EntryPoint
{
    private const uint Success = 0;
    private const uint UserExit = 1602;
    private const uint InstallFailure = 1603;

    /// <summary>Work that an installation needs: a failure ends it, with an error message.</summary>
    /// <param name="handle">The MSIHANDLE that Windows Installer passes.</param>
    public static uint Require(uint handle, Action<Session> work) => Run(handle, work, session => session.Error, InstallFailure);

    /// <summary>Work of a removal or a rollback, which goes on after a failure, with a warning: nobody shall be unable to uninstall, and the steps before are to be taken back all the same.</summary>
    /// <param name="handle">The MSIHANDLE that Windows Installer passes.</param>
    public static uint Attempt(uint handle, Action<Session> work) => Run(handle, work, session => session.Warn, Success);

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The native caller can catch none; each becomes a message and a code.")]
    private static uint Run(uint handle, Action<Session> work, Func<Session, Action<string>> say, uint onFailure)
    {
        using var session = Session.FromHandle((nint)handle, ownsHandle: false);
        try
        {
            work(session);
            return Success;
        }
        catch (InstallCanceledException)
        {
            return UserExit;
        }
        catch (Exception e)
        {
            return Report(say(session), e) ? onFailure : UserExit;
        }
    }

    /// <returns>False when the user has cancelled, which Windows Installer answers to any message.</returns>
    private static bool Report(Action<string> say, Exception exception)
    {
        try
        {
            say(Sentence(exception));
            return true;
        }
        catch (InstallCanceledException)
        {
            return false;
        }
        catch (InstallerException)
        {
            // The session does not take messages any more: the code alone must say it.
            return true;
        }
    }

    private static string Sentence(Exception exception) => exception switch
    {
        DriverException or RefusedException => exception.Message,
        InfException e => $"XGT1110: The driver package in this installer can't be read: {e.Message} Get an installer that was built from an x64 driver package.",

        // Its Message is cut away: Substitutions.xml.
        InstallerException e => $"XGT1109: Windows Installer refused a request of {Product.Name}: {SystemError.Text(e.ErrorCode)}. The lines before this one in the log (msiexec /l*v) say which.",
        _ => $"XGT1199: {Product.Name} met an error that it does not know: {exception.GetType().Name}: {exception.Message} Please report it with the log (msiexec /l*v).",
    };
}
