using System.Collections.Immutable;

namespace XenGuestTools.Core;

/// <summary>What is known about other installers of Xen tools: the data of <c>core/vendors.json</c> (sources are named there).</summary>
public sealed class VendorTable
{
    public ImmutableArray<Vendor> Vendors { get; }

    /// <summary>Every UpgradeCode of the table, each once: the scan asks Windows Installer for the products of these.</summary>
    public ImmutableArray<Guid> UpgradeCodes { get; }

    /// <summary>HKLM-relative, both registry views: the scan reports which of these exist.</summary>
    public ImmutableArray<string> SoftwareKeys { get; }

    private VendorTable(ImmutableArray<Vendor> vendors) => throw new NotImplementedException();

    /// <summary>The table that is embedded in this assembly.</summary>
    public static VendorTable Load() => throw new NotImplementedException();
}

/// <summary>One vendor of Xen tools for Windows.</summary>
public sealed record Vendor
{
    public required string Name { get; init; }
}
