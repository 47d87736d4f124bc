namespace XenGuestTools.Core.Proof;

/// <summary>Object identifiers in a security catalog (mscat.h, wintrust.h of the Windows SDK; PKCS #7 and #9).</summary>
public static class CatalogOids
{
    /// <summary>szOID_CTL: the signed content is a certificate trust list; a catalog is one.</summary>
    public const string TrustList = "1.3.6.1.4.1.311.10.1";

    /// <summary>szOID_CATALOG_LIST: what the trust list is for.</summary>
    public const string CatalogList = "1.3.6.1.4.1.311.12.1.1";

    /// <summary>szOID_CATALOG_LIST_MEMBER: members are named by texts, mostly their hashes in hex.</summary>
    public const string CatalogMember1 = "1.3.6.1.4.1.311.12.1.2";

    /// <summary>szOID_CATALOG_LIST_MEMBER2: members are named by their raw hashes (catalogs for Windows 8 and later).</summary>
    public const string CatalogMember2 = "1.3.6.1.4.1.311.12.1.3";

    /// <summary>CAT_NAMEVALUE_OBJID: a named text, of a member or of the whole catalog.</summary>
    public const string NameValue = "1.3.6.1.4.1.311.12.2.1";

    /// <summary>CAT_MEMBERINFO2_OBJID: which kind of file.</summary>
    public const string MemberInfo2 = "1.3.6.1.4.1.311.12.2.3";

    /// <summary>SPC_INDIRECT_DATA_OBJID: the hash, with what was hashed.</summary>
    public const string IndirectData = "1.3.6.1.4.1.311.2.1.4";

    /// <summary>SPC_PE_IMAGE_DATA_OBJID: a PE image was hashed.</summary>
    public const string PeImage = "1.3.6.1.4.1.311.2.1.15";

    /// <summary>SPC_CAB_DATA_OBJID: catalogs use it for every file that is no PE image.</summary>
    public const string FlatFile = "1.3.6.1.4.1.311.2.1.25";

    public const string SignedData = "1.2.840.113549.1.7.2";

    public const string ContentType = "1.2.840.113549.1.9.3";

    public const string MessageDigest = "1.2.840.113549.1.9.4";

    public const string SigningTime = "1.2.840.113549.1.9.5";

    /// <summary>szOID_RFC3161_counterSign: a time stamp of RFC 3161 as an unsigned attribute.</summary>
    public const string Rfc3161 = "1.3.6.1.4.1.311.3.3.1";

    /// <summary>id-ct-TSTInfo of RFC 3161: what a time stamp signs.</summary>
    public const string TimeStampInfo = "1.2.840.113549.1.9.16.1.4";

    public const string Rsa = "1.2.840.113549.1.1.1";

    public const string Sha1 = "1.3.14.3.2.26";

    public const string Sha256 = "2.16.840.1.101.3.4.2.1";

    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";

    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>szOID_WHQL_CRYPTO, "Windows Hardware Driver Verification".</summary>
    public const string DriverVerification = "1.3.6.1.4.1.311.10.3.5";

    /// <summary>szOID_ATTEST_WHQL_CRYPTO, "Windows Hardware Driver Attested Verification".</summary>
    public const string AttestedVerification = "1.3.6.1.4.1.311.10.3.5.1";

    /// <summary>szOID_NT5_CRYPTO, "Windows System Component Verification": a part of Windows.</summary>
    public const string SystemComponent = "1.3.6.1.4.1.311.10.3.6";

    /// <summary>szOID_KP_LIFETIME_SIGNING: a time stamp does not make the signature outlive its certificate.</summary>
    public const string LifetimeSigning = "1.3.6.1.4.1.311.10.3.13";
}
