using System.Collections.Immutable;

namespace XenGuestTools.Core.Status;

/// <summary>
/// XSA-468 (CVE-2025-27462, 27463, 27464): three drivers let any user of the VM at devices of the host interface, up to the rights of SYSTEM (facts 1 #16). A table in code, because what is embedded in this
/// assembly is carried by the custom actions too. The versions are facts of win-pv-drivers, extras/detect_xsa468.py, which names the last vulnerable version of each vendor; a floor is the one after it.
/// </summary>
public static class SecurityFloor
{
    public const string Advisory = "XSA-468";

    private static readonly ImmutableArray<string> XenServer = ["XenServer", "Citrix", "Cloud Software Group"];
    private static readonly ImmutableArray<string> XcpNg = ["XCP-ng", "XCP_ng", "Vates"];
    private static readonly ImmutableArray<string> XenProject = ["Xen Project", "Xen_Project", "XenProject"];

    private static readonly ImmutableArray<Row> Table =
    [
        new("xenbus", XenServer, new(9, 1, 11, 115)),
        new("xenbus", XcpNg, new(9, 0, 9048, 0)),
        new("xenbus", XenProject, new(9, 1, 0, 2)),
        new("xeniface", XenServer, new(9, 1, 12, 94)),
        new("xeniface", XcpNg, new(9, 0, 9048, 0)),
        new("xeniface", XenProject, new(9, 1, 0, 1)),
        new("xencons", XcpNg, new(9, 0, 9048, 0)),
        new("xencons", XenProject, new(9, 1, 0, 3)),
    ];

    /// <summary>Each stored package of an affected driver, of whatever vendor.</summary>
    public static ImmutableArray<DriverSecurity> Of(Machine machine)
    {
        var judged = ImmutableArray.CreateBuilder<DriverSecurity>();
        foreach (var stored in machine.StoredDrivers)
        {
            if (Path.GetFileNameWithoutExtension(stored.CatalogFile) is { } name && Table.Any(row => Names.Same(row.Driver, name)))
            {
                var floor = FloorOf(name, stored.Provider);
                var isUsed = machine.Devices.Any(d => d.Present && Names.Same(d.Inf, stored.PublishedName));
                judged.Add(new(name, stored.PublishedName, stored.Provider, stored.Version?.ToString(), floor?.ToString(), Judge(stored.Version, floor), isUsed));
            }
        }

        return judged.ToImmutable();
    }

    /// <summary>Null for a vendor of which no floor is known.</summary>
    private static Version? FloorOf(string driver, string? provider) =>
        provider is null ? null : Table.FirstOrDefault(row => Names.Same(row.Driver, driver) && row.Brands.Any(brand => Names.Has(provider, brand)))?.Floor;

    private static SecurityVerdict Judge(Version? version, Version? floor) => (version, floor) switch
    {
        (null, _) or (_, null) => SecurityVerdict.Unknown,
        _ => Names.Full(version).CompareTo(floor) switch
        {
            < 0 => SecurityVerdict.Below,
            0 => SecurityVerdict.At,
            _ => SecurityVerdict.Above,
        },
    };

    private sealed record Row(string Driver, ImmutableArray<string> Brands, Version Floor);
}

/// <param name="Floor">The first version that is not affected; null where none is known for the vendor.</param>
/// <param name="IsUsed">A device that is present has its driver from this package.</param>
public sealed record DriverSecurity(string Driver, string PublishedName, string? Provider, string? Version, string? Floor, SecurityVerdict Verdict, bool IsUsed);

public enum SecurityVerdict
{
    /// <summary>The version or the vendor's floor is not known.</summary>
    Unknown,

    /// <summary>Affected.</summary>
    Below,
    At,
    Above,
}
