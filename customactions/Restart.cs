using System.Runtime.InteropServices;

namespace XenGuestTools.CustomActions;

/// <summary>Carries "Windows wants a restart" from a deferred action, which may not set the mode of the installation, to an immediate one after InstallFinalize. An atom lives until the restart.</summary>
internal static partial class Restart
{
    private const string Atom = "XenGuestToolsRestart";

    public static void Request() => _ = GlobalAddAtom(Atom);

    /// <summary>What an earlier installation, which ended before it could report, has left.</summary>
    public static void Forget() => Take();

    /// <summary>Makes the installation end with 3010. The removal of a product by its successor leaves that to the successor, whose drivers asked.</summary>
    public static void Report(Session session)
    {
        if (session["UPGRADINGPRODUCTCODE"].Length == 0 && Take())
        {
            session.Note("Windows has to restart to complete the change of a driver");
            session.SetMode(InstallRunMode.RebootAtEnd, true);
        }
    }

    private static bool Take()
    {
        var found = false;
        for (var atom = GlobalFindAtom(Atom); atom != 0; atom = GlobalFindAtom(Atom))
        {
            found = true;
            _ = GlobalDeleteAtom(atom);
        }

        return found;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GlobalAddAtomW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial ushort GlobalAddAtom(string name);

    [LibraryImport("kernel32.dll", EntryPoint = "GlobalFindAtomW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial ushort GlobalFindAtom(string name);

    [LibraryImport("kernel32.dll")]
    private static partial ushort GlobalDeleteAtom(ushort atom);
}
