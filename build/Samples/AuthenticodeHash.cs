using System.Reflection.PortableExecutable;
using System.Security.Cryptography;

namespace XenGuestTools.Build.Samples;

/// <summary>
/// The hash by which a catalog knows a file. Of a PE image it leaves out what signing or stamping changes: the checksum, the directory entry of the certificate
/// table and the table itself (Microsoft: "Windows Authenticode Portable Executable Signature Format"). Of any other file it is the plain hash.
/// </summary>
public static class AuthenticodeHash
{
    private const int ChecksumOffset = 64; // in the optional header; the same in PE32 and PE32+
    private const int CertificateTable = 4; // IMAGE_DIRECTORY_ENTRY_SECURITY
    private const int DirectoryEntrySize = 8;

    public static bool IsPortableExecutable(byte[] file)
    {
        try
        {
            return Headers(file).PEHeader is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    /// <param name="algorithm">SHA-1 or SHA-256 in catalogs.</param>
    public static byte[] Compute(byte[] file, HashAlgorithmName algorithm)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        if (!IsPortableExecutable(file))
        {
            hash.AppendData(file);
            return hash.GetHashAndReset();
        }

        var headers = Headers(file);
        var checksum = headers.PEHeaderStartOffset + ChecksumOffset;
        var directories = headers.PEHeaderStartOffset + (headers.PEHeader!.Magic == PEMagic.PE32Plus ? 112 : 96);
        var entry = directories + (CertificateTable * DirectoryEntrySize);
        var table = headers.PEHeader.CertificateTableDirectory; // its address is an offset in the file
        var end = table.Size > 0 ? table.RelativeVirtualAddress : file.Length;

        hash.AppendData(file, 0, checksum);
        hash.AppendData(file, checksum + sizeof(int), entry - checksum - sizeof(int));
        hash.AppendData(file, entry + DirectoryEntrySize, end - entry - DirectoryEntrySize);
        if (table.Size > 0)
        {
            hash.AppendData(file, end + table.Size, file.Length - end - table.Size);
        }

        // Signing tools fill an image up to a multiple of 8 before they put the table behind it, so the hash counts the filling.
        hash.AppendData(new byte[(8 - (end % 8)) % 8]);
        return hash.GetHashAndReset();
    }

    private static PEHeaders Headers(byte[] file)
    {
        using var stream = new MemoryStream(file, writable: false);
        return new PEHeaders(stream);
    }
}
