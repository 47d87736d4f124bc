using XenGuestTools.Core;
using XenGuestTools.Core.Cleaning;
using XenGuestTools.Core.Windows.Cleaning;

namespace XenGuestTools.Tests.Probe;

/// <summary><c>guesttools clean --thorough --yes</c> with less patience.</summary>
internal static class ShortClean
{
    /// <param name="belongings">The path of oldtools.json.</param>
    /// <param name="lockLimit">How long to wait for another clean-up.</param>
    public static int Run(string belongings, TimeSpan uninstallerLimit, TimeSpan lockLimit)
    {
        CleanRequest request = new(CleanLevel.Thorough, Ours: false, VendorTable.Load(), BelongingsReader.Read(File.ReadAllBytes(belongings)), []) { UninstallerLimit = uninstallerLimit, LockLimit = lockLimit };
        try
        {
            var result = CleanSession.Start(request, mayRestart: false, then: null, Console.WriteLine);
            Console.WriteLine(string.Join(Environment.NewLine, [result.Verdict.ToString(), .. result.Problems, .. result.Left]));
            return 0;
        }
        catch (CleanException e)
        {
            Console.WriteLine(e.Message);
            return 1;
        }
    }
}
