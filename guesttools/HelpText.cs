using XenGuestTools.Core;

namespace XenGuestTools.GuestTools;

/// <summary>The words of --help and --version.</summary>
internal static class HelpText
{
    public const string Help = $"""
        guesttools: looks at {Product.Name} on this machine. Only network save and network restore --yes change anything.

        guesttools check     Can the tools be installed here? Says what stands against it and what to do.
        guesttools status    Are they installed, and do they work?
        guesttools network save      Saves the settings of all network adapters and restores after the next restart what that loses.
        guesttools network verify    Do the adapters have the saved settings?
        guesttools network restore   Says what it would restore; with --yes it does.

        Options
          --json                  the same as JSON on standard output, for scripts
          --allow-vendor-device   check: as the installers do with ALLOWVENDORDEVICE=1
          --allow-any-machine     check: as the installers do with ALLOWANYMACHINE=1
          --for install|remove    network save: which change of drivers it is for
          --yes                   network restore: do it
          --version, --help

        Exit codes
           0  fine: nothing stands against it (check), or installed and working (status)
           1  guesttools could not do its work; standard error says why
           2  check: an installation would be refused
           3  check: an installation would go on, with warnings
           4  status: a driver waits for a restart of Windows
           5  status: something that is installed does not work
           6  status: nothing of {Product.Name} is installed
           7  network: adapters don't have the saved settings, or not all could be restored
           8  network: nothing is saved
          64  the command line is not understood
        """;

    public static string VersionOf(string version) => version.Contains("SAMPLE", StringComparison.Ordinal)
        ? $"guesttools {version} (built from SAMPLE driver packages: for tests, not for use)"
        : $"guesttools {version}";
}
