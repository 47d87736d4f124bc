using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What is known about other installers of Xen tools: the data of <c>core/vendors.json</c> (sources are named there).</summary>
public sealed class VendorTable
{
    /// <summary>The vendor with the more telling brand first: XCP-ng 8.2's agent is a rebuild of XenServer's.</summary>
    public ImmutableArray<Vendor> Vendors { get; }

    /// <summary>Catalog names, without extension, that the Xen drivers of all vendors have (facts 4.5).</summary>
    public ImmutableArray<string> Drivers { get; }

    /// <summary>Services that the INFs of all vendors install under the same names (facts 4.4).</summary>
    public ImmutableArray<string> DriverServices { get; }

    /// <summary>Lines of driver, vendor and version, for <see cref="Status.SecurityFloor"/>.</summary>
    internal ImmutableArray<string> SecurityFloors { get; init; } = [];

    /// <summary>Every UpgradeCode of the table, each once: the scan asks Windows Installer for the products of these.</summary>
    public ImmutableArray<Guid> UpgradeCodes { get; }

    /// <summary>HKLM-relative, both registry views: the scan reports which of these exist.</summary>
    public ImmutableArray<string> SoftwareKeys { get; }

    internal VendorTable(ImmutableArray<Vendor> vendors, ImmutableArray<string> drivers, ImmutableArray<string> driverServices)
    {
        Vendors = vendors;
        Drivers = drivers;
        DriverServices = driverServices;
        List<Guid> codes = [];
        List<string> keys = [];
        foreach (var vendor in vendors)
        {
            foreach (var code in vendor.UpgradeCodes)
            {
                if (!codes.Contains(code))
                {
                    codes.Add(code);
                }
            }

            keys.AddRange(vendor.SoftwareKeys);
        }

        UpgradeCodes = [.. codes];
        SoftwareKeys = [.. keys];
    }

    /// <summary>The table that is embedded in this assembly.</summary>
    public static VendorTable Load()
    {
        using var stream = typeof(VendorTable).Assembly.GetManifestResourceStream("vendors.json")
            ?? throw new InvalidOperationException("vendors.json is not embedded in this build.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return VendorReader.Read(json);
    }
}

/// <summary>One vendor of Xen tools for Windows, and what its tools leave on a machine.</summary>
public sealed class Vendor
{
    public required string Name { get; init; }

    /// <summary>Of the finding.</summary>
    public required string Code { get; init; }

    /// <summary>What the vendor's bus driver puts into the IDs of its children: <c>XENBUS\VEN_XS0001&amp;DEV_VIF…</c> (facts 4.3).</summary>
    public required string Prefix { get; init; }

    /// <summary>Words of which one is in every product name, publisher, INF provider or display name of the vendor.</summary>
    public required ImmutableArray<string> Brands { get; init; }

    public required ImmutableArray<Guid> UpgradeCodes { get; init; }

    /// <summary>Patterns with "*".</summary>
    public required ImmutableArray<string> ProductNames { get; init; }

    public required ImmutableArray<string> UninstallKeys { get; init; }

    public required ImmutableArray<string> Services { get; init; }

    /// <summary>HKLM-relative, both registry views.</summary>
    public required ImmutableArray<string> SoftwareKeys { get; init; }

    /// <summary>What to do about traces that no uninstaller is left for: a sentence.</summary>
    public required string Leftovers { get; init; }

    /// <summary>Is one of the vendor's brands in one of these texts?</summary>
    public bool IsNamedIn(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            foreach (var brand in Brands)
            {
                if (text is not null && Names.Has(text, brand))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
