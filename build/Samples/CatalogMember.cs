using System.Collections.Immutable;
using System.Security.Cryptography;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Build.Samples;

/// <summary>A file that a catalog vouches for.</summary>
public sealed record CatalogMember(string FileName, bool IsPortableExecutable, ImmutableArray<byte> Sha1, ImmutableArray<byte> Sha256)
{
    public static CatalogMember Of(string path)
    {
        var content = File.ReadAllBytes(path);
        return new(
            Path.GetFileName(path),
            AuthenticodeHash.IsPortableExecutable(content),
            [.. AuthenticodeHash.Compute(content, HashAlgorithmName.SHA1)],
            [.. AuthenticodeHash.Compute(content, HashAlgorithmName.SHA256)]);
    }
}
