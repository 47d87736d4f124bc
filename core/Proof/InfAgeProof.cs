using System.Globalization;

namespace XenGuestTools.Core.Proof;

/// <summary>Is the package older than the one that drivers.json has? Windows prefers the newer date, Windows Installer the higher version: neither may go back.</summary>
internal static class InfAgeProof
{
    public static void Check(string name, InfFile file, DriverInf inf, ProofOptions options, FileFindings findings)
    {
        if (options.Recorded.GetValueOrDefault(name) is { } recorded && (inf.Version < Names.Full(recorded.Version) || inf.Date < recorded.Date))
        {
            findings.Add(
                "XGD2007",
                options.AllowOlder ? Severity.Warning : Severity.Error,
                file.Line("Version", "DriverVer")?.Number ?? 0,
                string.Create(CultureInfo.InvariantCulture, $"DriverVer is {inf.Version} of {inf.Date:yyyy-MM-dd}, and drivers.json already has {recorded.Version} of {recorded.Date:yyyy-MM-dd}: a guest with that one would not take the older one."),
                "Take a newer package, or add --allow-older if going back is meant.");
        }
    }
}
