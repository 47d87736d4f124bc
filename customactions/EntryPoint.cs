using System.Diagnostics.CodeAnalysis;

namespace XenGuestTools.CustomActions;

/// <summary>What every entry point does around its work: no exception may leave the DLL, it would end the installer's process.</summary>
internal static class EntryPoint
{
    private const uint Success = 0;
    private const uint InstallFailure = 1603;

    /// <param name="handle">The MSIHANDLE that Windows Installer passes.</param>
    /// <param name="work">Returns false when the installation is to stop; it has said why.</param>
    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "The native caller can catch none; each becomes a message and 1603.")]
    public static uint Run(uint handle, Func<Session, bool> work)
    {
        using var session = Session.FromHandle((nint)handle, ownsHandle: false);
        try
        {
            return work(session) ? Success : InstallFailure;
        }
        catch (DriverException e)
        {
            session.Error(e.Message);
        }
        catch (InfException e)
        {
            session.Error($"XGT1110: The driver package in this installer can't be read: {e.Message} Get an installer that was built from an x64 driver package.");
        }
        catch (InstallerException e)
        {
            // Its Message is cut away: Substitutions.xml.
            session.Error($"XGT1109: Windows Installer refused a request of {Product.Name}: {SystemError.Text(e.ErrorCode)}. The lines before this one in the log (msiexec /l*v) say which.");
        }
        catch (Exception e)
        {
            session.Error($"XGT1199: {Product.Name} met an error that it does not know: {e.GetType().Name}: {e.Message} Please report it with the log (msiexec /l*v).");
        }

        return InstallFailure;
    }
}
