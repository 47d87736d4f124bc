using System.Text.RegularExpressions;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>What may change on a machine and is no leftover of ours. Each line has its reason; a line too many would hide a leftover.</summary>
public static partial class Noise
{
    public static bool IsFile(string path) => Files().IsMatch(path);

    public static bool IsKey(string name) => Keys().IsMatch(name);

    [GeneratedRegex(
        """
        ^\\(
          users\\[^\\]+\\Temp(\\.*)?               # the scratch of programs
          | windows\\Installer                     # every Windows has these two folders, Wine makes them when they are needed
          | windows\\system32\\catroot\\\{f750e6c3-38ee-11d1-85e5-00c04fc295ee\}
          | ProgramData\\Xen\ Guest\ Tools(\\Network(\\.*)?)?  # the network settings of before, kept on purpose, and the service that compares after the restart
          | ProgramData\\Package\ Cache\\\{[-0-9a-f]+\}\\state\.rsm   # Burn writes its variables down at each run
          | windows\\Installer\\wix\{[-0-9a-f]+\}\.SchedServiceConfig\.rmi  # the rollback note of WiX's ServiceConfig, empty: WiX forgets it
        )$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Files();

    [GeneratedRegex(
        """
        ^(
          # Keys that are never empty on a real Windows: Wine makes them with the first entry and takes the first one away with the last.
          SOFTWARE\\Classes\\(Wow6432Node\\)?Installer\\(Dependencies|Features|Products|UpgradeCodes)\\
          | SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UpgradeCodes\\
          | SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\(Components|Products)\\
          | SOFTWARE\\WOW6432Node\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\
          | SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\
          | SYSTEM\\CurrentControlSet\\Control\\Class\\\{(4d36e972|4d36e97b)-e325-11ce-bfc1-08002be10318\}\\

          # Empty keys that Wine forgets when it rolls an installation back; a component that is still registered would have values.
          | SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Installer\\UserData\\S-1-5-18\\Components\\[0-9a-f]{32}\\

          # Wine dates its display driver at every start.
          | SYSTEM\\CurrentControlSet\\Control\\Class\\\{4d36e968-e325-11ce-bfc1-08002be10318\}\\0000\\DriverDate(Data)?

          # The day, and a test may last into the next one. Where something is left, so are the other values of its key.
          | SOFTWARE\\(WOW6432Node\\)?Microsoft\\Windows\\CurrentVersion\\(Uninstall\\[^\\]+|Installer\\UserData\\S-1-5-18\\Products\\[0-9a-f]{32}\\InstallProperties)\\InstallDate

          # The service that compares the network settings after the restart: at up to three starts, until an adapter has changed, which none does under Wine. Its messages stay readable.
          | SYSTEM\\CurrentControlSet\\Services\\XenGuestToolsNetwork\\.*
          | SYSTEM\\CurrentControlSet\\Services\\EventLog\\Application\\Xen\ Guest\ Tools\\.*

          # Keys of Windows that Wine does not have: xenvbd.inf writes values into them, which go again.
          | SYSTEM\\CurrentControlSet\\Control\\Pnp\\
          | SYSTEM\\CurrentControlSet\\Services\\PartMgr\\(Parameters\\)?
          | SYSTEM\\CurrentControlSet\\Services\\Disk\\
        )$
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
