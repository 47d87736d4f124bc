using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>What other vendors' tools leave beside their driver packages: the data of <c>core/Cleaning/oldtools.json</c> (sources are named there). Not embedded in core: only guesttools needs it.</summary>
public sealed record Belongings
{
    /// <summary>UpgradeCodes in the order in which their products are uninstalled.</summary>
    public required ImmutableArray<Guid> UninstallOrder { get; init; }

    /// <summary>UpgradeCodes of products that do nothing when they are told not to restart Windows.</summary>
    public required ImmutableArray<Guid> DoesNothingWithoutRestart { get; init; }

    /// <summary>Patterns of file names that go from a vendor's folder.</summary>
    public required ImmutableArray<string> ProgramFiles { get; init; }

    /// <summary>Patterns of paths in Windows' own folders.</summary>
    public required ImmutableArray<string> SystemFiles { get; init; }

    /// <summary>The services of each driver, in the order in which the drivers go; the driver's own service first.</summary>
    public required ImmutableArray<ImmutableArray<string>> Drivers { get; init; }

    /// <summary>Values that have Windows start without its emulated disks, beside those of <c>XEN</c>.</summary>
    public required ImmutableArray<RegistryValue> Values { get; init; }

    public required ImmutableArray<VendorBelongings> Vendors { get; init; }

    /// <param name="name">Of a vendor of vendors.json, or our own product's; empty for one that leaves nothing else.</param>
    public VendorBelongings Of(string name)
    {
        foreach (var belongings in Vendors)
        {
            if (belongings.Vendor == name)
            {
                return belongings;
            }
        }

        return new VendorBelongings(name, [], [], [], []);
    }

    public override string ToString() => "oldtools.json";
}

/// <param name="Vendor">Its name in vendors.json, or that of our own product.</param>
/// <param name="Folders">Start with a variable, such as <c>%ProgramFiles%</c>.</param>
/// <param name="Tasks">Scheduled tasks, without the leading backslash.</param>
/// <param name="Run">Names of values of the Run key.</param>
/// <param name="Keys">HKLM-relative, both registry views.</param>
public sealed record VendorBelongings(string Vendor, ImmutableArray<string> Folders, ImmutableArray<string> Tasks, ImmutableArray<string> Run, ImmutableArray<string> Keys)
{
    public override string ToString() => Vendor;
}
