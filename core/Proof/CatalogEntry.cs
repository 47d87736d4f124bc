namespace XenGuestTools.Core.Proof;

/// <summary>A file that a catalog vouches for, by one of its hashes.</summary>
/// <param name="Hash">Upper-case hex: SHA-1 (40 digits), SHA-256 (64) or longer; of a PE image the Authenticode hash. "" for an entry that names no hash.</param>
/// <param name="FileName">As the catalog's maker knew it; "" where the catalog says none. Nothing depends on it.</param>
/// <param name="Systems">OSAttr: the Windows versions that the entry is for, such as <c>2:10.0</c>; "" where it says none.</param>
public sealed record CatalogEntry(string Hash, string FileName, string Systems);
