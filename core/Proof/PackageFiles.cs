using System.Collections.Immutable;

namespace XenGuestTools.Core.Proof;

/// <summary>The files of one driver package in memory: all that a proof looks at.</summary>
/// <param name="Name">Of the driver, such as <c>xenbus</c>.</param>
/// <param name="Files">By file name, compared without case.</param>
public sealed record PackageFiles(string Name, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> Files)
{
    public PackageFiles(string name, IEnumerable<KeyValuePair<string, ReadOnlyMemory<byte>>> files)
        : this(name, files.ToImmutableSortedDictionary(StringComparer.OrdinalIgnoreCase))
    {
    }
}
