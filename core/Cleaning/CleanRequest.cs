using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <param name="Ours">Remove our own tools, too.</param>
/// <param name="Vendors">Whose tools; those of vendors.json.</param>
/// <param name="OurUpgradeCodes">All codes of product.props.</param>
public sealed record CleanRequest(CleanLevel Level, bool Ours, VendorTable Vendors, Belongings Belongings, ImmutableArray<Guid> OurUpgradeCodes)
{
    /// <summary>How long an uninstaller may take before it is ended and counts as failed.</summary>
    public TimeSpan UninstallerLimit { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long to wait for another clean-up. Longer than one that goes on after a restart takes, if no uninstaller hangs: the setup program, which goes on then too, waits for it.</summary>
    public static TimeSpan UsualLockLimit { get; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc cref="UsualLockLimit"/>
    public TimeSpan LockLimit { get; init; } = UsualLockLimit;

    public override string ToString() => Ours ? $"{Level}, ours too" : $"{Level}";
}
