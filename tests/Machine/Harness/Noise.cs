using System.Text.RegularExpressions;

namespace XenGuestTools.Tests.Machine.Harness;

/// <summary>What changes on a machine although nothing of ours is on it. Each line has its reason; a line too many would hide a leftover.</summary>
public static partial class Noise
{
    public static bool IsFile(string path) => Files().IsMatch(path);

    public static bool IsKey(string name) => Keys().IsMatch(name);

    [GeneratedRegex(
        """
        ^\\(
          users\\[^\\]+\\Temp(\\|$)                # programs' own scratch
        )
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Files();

    [GeneratedRegex(
        """
        ^(
          SYSTEM\\CurrentControlSet\\Control\\Class\\\{4d36e968-e325-11ce-bfc1-08002be10318\}\\0000\\DriverDateData$  # Wine dates its display driver at every start
        )
        """, RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Keys();
}
