using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.Tests.Probe;

/// <summary><c>guesttools clean --thorough --yes</c> with less patience than its fifteen minutes.</summary>
internal static class ShortClean
{
    /// <param name="belongings">The path of oldtools.json.</param>
    public static int Run(string belongings, TimeSpan uninstallerLimit)
    {
        CleanRequest request = new(CleanLevel.Thorough, Ours: false, VendorTable.Load(), BelongingsReader.Read(File.ReadAllBytes(belongings)), []) { UninstallerLimit = uninstallerLimit };
        var result = CleanSession.Start(request, mayRestart: false, then: null, Console.WriteLine);
        Console.WriteLine(string.Join(Environment.NewLine, [result.Verdict.ToString(), .. result.Problems, .. result.Left]));
        return 0;
    }
}
