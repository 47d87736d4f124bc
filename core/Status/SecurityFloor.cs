using System.Collections.Immutable;

namespace XenGuestTools.Core.Status;

/// <summary>
/// XSA-468 (CVE-2025-27462, 27463, 27464): three drivers let any user of the VM at devices of the host interface, up to the rights of SYSTEM (facts 1 #16). The floors are in vendors.json.
/// </summary>
public static class SecurityFloor
{
    public const string Advisory = "XSA-468";

    /// <summary>Each stored package of an affected driver, of whatever vendor.</summary>
    public static ImmutableArray<DriverSecurity> Of(Machine machine, VendorTable vendors)
    {
        Row[] table = [.. vendors.SecurityFloors.Select(line => Row.Parse(line, vendors))];
        var judged = ImmutableArray.CreateBuilder<DriverSecurity>();
        foreach (var stored in machine.StoredDrivers)
        {
            if (Path.GetFileNameWithoutExtension(stored.CatalogFile) is { } name && table.Any(row => Names.Same(row.Driver, name)))
            {
                var floor = FloorOf(table, name, stored.Provider);
                var isUsed = machine.Devices.Any(d => d.Present && Names.Same(d.Inf, stored.PublishedName));
                judged.Add(new(name, stored.PublishedName, stored.Provider, stored.Version?.ToString(), floor?.ToString(), Judge(stored.Version, floor), isUsed));
            }
        }

        return judged.ToImmutable();
    }

    /// <summary>Null for a vendor of which no floor is known.</summary>
    private static Version? FloorOf(Row[] table, string driver, string? provider) =>
        provider is null ? null : Array.Find(table, row => Names.Same(row.Driver, driver) && row.IsOf(provider))?.Floor;

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

    /// <param name="Vendor">Null for one that is not in the table: then its provider is named.</param>
    private sealed record Row(string Driver, Vendor? Vendor, string Provider, Version Floor)
    {
        public static Row Parse(string line, VendorTable vendors)
        {
            var fields = line.Split('|');
            return new(fields[0], vendors.Vendors.FirstOrDefault(vendor => vendor.Prefix == fields[1]), fields[1], Version.Parse(fields[2]));
        }

        public bool IsOf(string provider) => Vendor?.IsNamedIn(provider) ?? Names.Has(provider, Provider);
    }
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
