using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace XenGuestTools.Core.Windows;

/// <summary>"Windows wants a restart", said by one process of an installation and taken by another: a global atom, which lives until Windows restarts.</summary>
[SupportedOSPlatform("windows")]
public static partial class RestartRequest
{
    private const string Atom = "XenGuestToolsRestart";

    /// <summary>Far more than the steps of all plans of an installation.</summary>
    private const int MostRequests = 1000;

    public static void Leave() => _ = GlobalAddAtom(Atom);

    /// <returns>True if there was a request; there is none afterwards.</returns>
    public static bool Take()
    {
        // An atom counts how often it was added. One that can't be deleted must not hold the installation up.
        var taken = 0;
        for (var atom = GlobalFindAtom(Atom); atom != 0 && taken < MostRequests; atom = GlobalFindAtom(Atom))
        {
            taken++;
            _ = GlobalDeleteAtom(atom);
        }

        return taken > 0;
    }

    [LibraryImport("kernel32.dll", EntryPoint = "GlobalAddAtomW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial ushort GlobalAddAtom(string name);

    [LibraryImport("kernel32.dll", EntryPoint = "GlobalFindAtomW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial ushort GlobalFindAtom(string name);

    [LibraryImport("kernel32.dll")]
    private static partial ushort GlobalDeleteAtom(ushort atom);
}
