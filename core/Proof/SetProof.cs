using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>
/// Proves that the packages fit together, as far as INFs tell. Which revisions the bus offers its children is compiled into xenbus.sys and xenvif.sys: what can be proven of it is in
/// <see cref="SetRevisionProof"/>.
/// </summary>
public static class SetProof
{
    private const string OneRelease = "Take all five packages from one source and one release.";

    /// <param name="members">All packages by name; without an INF where it can't be read.</param>
    public static ImmutableArray<ProofFinding> Check(IReadOnlyList<(string Name, DriverInf? Inf)> members, ProofOptions options)
    {
        FileFindings findings = new("", "");
        CheckPresence(members, options, findings);
        var known = members.Where(member => member.Inf is not null && DriverRole.Of(member.Name) is not null).Select(member => new SetMember(DriverRole.Of(member.Name)!, member.Inf!)).ToList();
        CheckSame(known, "XGD2043", "vendor prefix", member => member.Children.Select(child => child.Prefix), "a bus makes devices with one prefix only, so the other drivers would never be used", findings);
        CheckSame(known, "XGD2044", "provider", member => [member.Inf.Provider], "the bus driver of one vendor makes no devices for the drivers of another", findings);
        CheckSame(known, "XGD2045", "major version", member => [$"{member.Inf.Version.Major}"], "drivers of different major versions are not made for each other", findings);
        return [.. findings.All, .. SetRevisionProof.Check(known)];
    }

    private static void CheckPresence(IReadOnlyList<(string Name, DriverInf? Inf)> members, ProofOptions options, FileFindings findings)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, _) in members.Where(member => !names.Add(member.Name)))
        {
            findings.Error("XGD2042", 0, $"There is more than one package of {name}.", "Remove all but one of them.");
        }

        foreach (var role in DriverRole.All.Where(role => !names.Contains(role.Name)))
        {
            if (role.Start == ServiceStart.Boot)
            {
                findings.Add("XGD2040", options.AllowMissing ? Severity.Warning : Severity.Error, 0, $"The package of {role.Name} is missing: a VM boots from its Xen disks only if both xenbus and xenvbd are there.", OneRelease);
            }
            else
            {
                findings.Warning("XGD2041", 0, $"The package of {role.Name} is missing, and the setup program is built from all five.", OneRelease);
            }
        }
    }

    private static void CheckSame(List<SetMember> members, string code, string what, Func<SetMember, IEnumerable<string>> values, string why, FileFindings findings)
    {
        var groups = members.SelectMany(member => values(member).Distinct(StringComparer.Ordinal).Select(value => (value, member.Role.Name))).GroupBy(pair => pair.value, pair => pair.Name, StringComparer.Ordinal).ToList();
        if (groups.Count > 1)
        {
            var who = string.Join("; ", groups.Select(group => $"{group.Key}: {string.Join(", ", group.Distinct(StringComparer.Ordinal))}"));
            findings.Error(code, 0, $"The packages have more than one {what} ({who}), and {why}.", OneRelease);
        }
    }
}
