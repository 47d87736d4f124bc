using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography.Pkcs;

namespace XenGuestTools.Core.Proof;

/// <summary>
/// A security catalog (.cat): a certificate trust list in a signed message of PKCS #7 (RFC 2315), whose entries are the hashes of files. What it says counts only as
/// much as its signature: <see cref="CatalogSignature"/>.
/// </summary>
public sealed class SecurityCatalog
{
    /// <summary>In bytes. The largest of Windows itself have some 5 MB, that of a driver some 20 KB.</summary>
    public const int MaximumSize = 32 << 20;

    private readonly FrozenSet<string> hashes;

    internal SecurityCatalog(SignedCms message, DateTimeOffset date, ImmutableArray<CatalogEntry> entries, ImmutableDictionary<string, string> attributes)
    {
        Message = message;
        Date = date;
        Entries = entries;
        Attributes = attributes;
        hashes = entries.Select(entry => entry.Hash).Where(hash => hash.Length > 0).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>When it was made, as its maker says.</summary>
    public DateTimeOffset Date { get; }

    public ImmutableArray<CatalogEntry> Entries { get; }

    /// <summary>Of the catalog as a whole: <c>OS</c>, <c>HWID1</c> and so on.</summary>
    public ImmutableDictionary<string, string> Attributes { get; }

    internal SignedCms Message { get; }

    /// <param name="file">Of any content.</param>
    /// <exception cref="CatalogException">It is no catalog, or a damaged one. The signature is not looked at.</exception>
    public static SecurityCatalog Read(ReadOnlyMemory<byte> file) => CatalogReader.Read(file);

    /// <param name="hash">As <see cref="AuthenticodeHash"/> computes it.</param>
    public bool Has(ReadOnlySpan<byte> hash) => hashes.Contains(Convert.ToHexString(hash));
}
