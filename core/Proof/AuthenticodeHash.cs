using System.Security.Cryptography;

namespace XenGuestTools.Core.Proof;

/// <summary>
/// The hash by which a catalog knows a file. Of a PE image it leaves out what signing or stamping changes: the checksum, the directory entry of the certificate
/// table and the table itself (Microsoft: "Windows Authenticode Portable Executable Signature Format"). Of any other file it is the plain hash.
/// </summary>
public static class AuthenticodeHash
{
    private const int Alignment = 8;

    public static bool IsPortableExecutable(ReadOnlySpan<byte> file) => ImageLayout.IsImage(file);

    /// <param name="algorithm">SHA-1 or SHA-256 in catalogs.</param>
    /// <exception cref="CatalogException">A PE image whose headers point out of the file.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> file, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        if (!IsPortableExecutable(file))
        {
            hash.AppendData(file);
            return hash.GetHashAndReset();
        }

        var layout = ImageLayout.Read(file);
        hash.AppendData(file[..layout.Checksum]);
        hash.AppendData(file[(layout.Checksum + sizeof(uint))..layout.CertificateEntry.Start]);
        hash.AppendData(file[layout.CertificateEntry.End..layout.CertificateTable]);

        // Signing tools fill an image up to a multiple of 8 before they put the table behind it, so the hash counts the filling.
        hash.AppendData(stackalloc byte[(Alignment - (layout.CertificateTable % Alignment)) % Alignment]);
        return hash.GetHashAndReset();
    }
}
