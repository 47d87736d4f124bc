using System.Collections.Immutable;

namespace XenGuestTools.Core.Cleaning;

/// <summary>A machine as far as a clean-up looks at it. <c>core/Windows/Cleaning/OldToolsScan</c> reads it; tests build it up.</summary>
public sealed record OldTools
{
    /// <summary>With products, software keys and drivers; the values and files of every package of <see cref="Packages"/>, and those of <see cref="Belongings"/>.</summary>
    public required Machine Machine { get; init; }

    /// <summary>Packages of Xen drivers in the driver store, of whatever vendor.</summary>
    public ImmutableArray<StoredPackage> Packages { get; init; } = [];

    /// <summary>Files beside those of the packages that a vendor may have left in Windows' folders.</summary>
    public ImmutableArray<FoundFile> Files { get; init; } = [];

    /// <summary>Folders of vendors that exist.</summary>
    public ImmutableArray<FoundFolder> Folders { get; init; } = [];

    /// <summary>Scheduled tasks of vendors that exist.</summary>
    public ImmutableArray<string> Tasks { get; init; } = [];

    /// <summary>The values of the Run keys, whoever's they are.</summary>
    public ImmutableArray<RegistryValue> Values { get; init; } = [];

    /// <summary>The names in <c>…\CurrentVersion\Uninstall</c> of products whose uninstaller has run in this clean-up already: braced product codes, in capitals.</summary>
    public ImmutableArray<string> Tried { get; init; } = [];

    public override string ToString() => Machine.ToString();
}

/// <param name="Inf">What its INF says.</param>
public sealed record StoredPackage(StoredDriver Stored, DriverInf Inf)
{
    public override string ToString() => Stored.PublishedName;
}

/// <param name="Path">Such as <c>%SystemRoot%\System32\drivers\xenbus.sys</c>.</param>
/// <param name="Company">Of its version resource; null if it has none.</param>
public sealed record FoundFile(string Path, string? Company);

/// <param name="Path">As <see cref="Belongings"/> names it.</param>
/// <param name="Files">All files below it, relative to it.</param>
public sealed record FoundFolder(string Path, ImmutableArray<string> Files)
{
    public override string ToString() => Path;
}
