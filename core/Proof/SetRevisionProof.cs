using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>
/// Does the bus make the devices that its children are for? Proven are the class (SupportedClasses of xenbus.inf), the platform device, and the first byte of the revision, which is the bus's
/// major version (facts 4.2). The rest of the revision is not: the table of them is compiled into the bus driver.
/// </summary>
internal static class SetRevisionProof
{
    private const string OneRelease = "Take all five packages from one source and one release.";

    public static IEnumerable<ProofFinding> Check(List<SetMember> members)
    {
        var parents = members.DistinctBy(member => member.Role.Name).ToDictionary(member => member.Role.Name, StringComparer.OrdinalIgnoreCase);
        var bus = parents.GetValueOrDefault("xenbus");
        var newest = members.Max(member => member.Generation);
        return members.Where(member => !member.Role.IsBus).SelectMany(member => Check(member, parents.GetValueOrDefault(member.Role.Bus), bus, newest));
    }

    private static ImmutableArray<ProofFinding> Check(SetMember child, SetMember? parent, SetMember? bus, uint? newest)
    {
        FileFindings findings = new(child.Role.Name, $"{child.Role.Name}.inf");
        if (parent is not null && child.Generation > parent.Inf.Version.Major)
        {
            findings.Error(
                "XGD2046", 0, $"{child.Role.Name} asks for revisions of version {child.Generation}, and {parent.Role.Name} is version {parent.Inf.Version}: it does not know them, so the driver would have no device.", OneRelease);
        }
        else if (child.Generation < newest)
        {
            findings.Warning("XGD2047", 0, $"{child.Role.Name} asks for revisions of version {child.Generation}, and another driver of the set for those of {newest}.", OneRelease);
        }

        if (bus is not null)
        {
            CheckClass(child.Role, bus, findings);
            CheckPlatforms(child, bus, findings);
        }

        return findings.All;
    }

    private static void CheckClass(DriverRole role, SetMember bus, FileFindings findings)
    {
        var classes = bus.Inf.Registry.FirstOrDefault(value => Names.Same(value.Name, "SupportedClasses"))?.Data;
        if (role.Bus == "XENBUS" && classes is { } supported && !supported.Contains(role.Device, StringComparer.OrdinalIgnoreCase))
        {
            findings.Error("XGD2048", 0, $"{role.Name} is for devices {role.Device}, and the SupportedClasses of xenbus.inf are {string.Join(", ", supported)}: the bus makes no such device.", OneRelease);
        }
    }

    private static void CheckPlatforms(SetMember child, SetMember bus, FileFindings findings)
    {
        var numbers = child.Children.Select(device => device.Number).ToHashSet(StringComparer.Ordinal);
        foreach (var platform in bus.Platforms.Where(platform => !numbers.Contains(platform.Number)))
        {
            findings.Error("XGD2049", 0, $"xenbus is for the platform device {platform.Number}, and {child.Role.Name} has no hardware ID for it: in such a VM the driver would have no device.", OneRelease);
        }
    }
}
