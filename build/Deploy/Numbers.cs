using System.Globalization;

namespace XenGuestTools.Build.Deploy;

/// <summary>What a rollout moves and needs, from the sizes of the files of this build.</summary>
/// <param name="Setup">Bytes of the setup program.</param>
/// <param name="Packages">Bytes of the MSIs together.</param>
public sealed record Numbers(long Setup, long Packages)
{
    private const int Machines = 10_000;
    private const int DistributionPoints = 20;

    public static Numbers Of(Release release) => new(release.Setup.File.Bytes, release.Packages.Sum(p => p.File.Bytes));

    /// <summary>Bytes: the download and its copy in the package cache; the MSIs unpacked, in the package cache, and in Windows Installer's own folder.</summary>
    public long FreeSpace => (2 * Setup) + (3 * Packages);

    /// <summary>Bytes from all distribution points to all machines.</summary>
    public long Moved => Machines * Setup;

    /// <summary>Bytes to the distribution points.</summary>
    public long ToPoints => DistributionPoints * Setup;

    /// <summary>Bytes from one distribution point to its machines.</summary>
    public long FromPoint => Moved / DistributionPoints;

    /// <summary>The page numbers.md.</summary>
    public string Page(string name, string version) => string.Create(CultureInfo.InvariantCulture, $"""
        # {name} {version} in numbers
        From the sizes of the files of this build; how to read them: docs/deploy.md.

        | figure | value |
        |---|---|
        | content per VM with the setup program | {Text(Setup)} |
        | content per VM with the six MSIs | {Text(Packages)} |
        | {Machines:N0} VMs, setup program | {Text(Moved)} |
        | to {DistributionPoints} distribution points | {Text(ToPoints)} |
        | from each of them | {Text(FromPoint)} |
        | free space per VM while it installs | {Text(FreeSpace)} |

        """).ReplaceLineEndings("\n");

    /// <summary>Decimal units, as disks and networks are sold; two significant digits and more.</summary>
    internal static string Text(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 20_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0} MB"),
        < 20_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.#} GB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0} GB"),
    };
}
