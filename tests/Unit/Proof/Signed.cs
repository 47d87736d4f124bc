using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using XenGuestTools.Build.Samples;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;
using XenGuestTools.Tests.Samples;

namespace XenGuestTools.Tests.Proof;

/// <summary>A package of an INF, a driver and a catalog that somebody signed.</summary>
internal static class Signed
{
    public static DateTimeOffset Now { get; } = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Inf { get; } = Encoding.ASCII.GetBytes("""
        [Version]
        Signature = "$WINDOWS NT$"
        Class = System
        ClassGuid = {4d36e97d-e325-11ce-bfc1-08002be10318}
        Provider = Example
        CatalogFile = xenbus.cat
        DriverVer = 11/03/2025,9.1.0.114
        [Manufacturer]
        Example = Devices, NTamd64
        [Devices.NTamd64]
        Example = Install, PCI\VEN_5853&DEV_0001
        [Install]
        """);

    public static DriverInf Meaning { get; } = DriverInf.From(InfFile.Read(Inf));

    public static Catalog Content { get; } = new([Member("xenbus.inf", Inf), Member("xenbus.sys", TinyImage.Bytes())], [@"PCI\VEN_5853&DEV_0001"], Now);

    public static byte[] BySelf { get; } = SignBySelf();

    public static byte[] By(Authority authority, DateTimeOffset until, params string[] purposes) => By(authority.Issue("Publisher", until, purposes), authority.Chain);

    public static byte[] By(X509Certificate2 certificate, X509Certificate2Collection chain)
    {
        using CatalogSigner signer = new(certificate, chain);
        return signer.Sign(Content);
    }

    public static PackageFiles Package(byte[] catalog, byte[]? driver = null) => new(
        "xenbus",
        ImmutableSortedDictionary<string, ReadOnlyMemory<byte>>.Empty.WithComparers(StringComparer.OrdinalIgnoreCase)
            .Add("XENBUS.cat", catalog).Add("xenbus.inf", Inf).Add("xenbus.sys", driver ?? TinyImage.Bytes()));

    private static byte[] SignBySelf()
    {
        using CatalogSigner signer = new("Nobody", Now);
        return signer.Sign(Content);
    }

    private static CatalogMember Member(string name, byte[] content) => new(
        name, AuthenticodeHash.IsPortableExecutable(content), [.. AuthenticodeHash.Compute(content, HashAlgorithmName.SHA1)], [.. AuthenticodeHash.Compute(content, HashAlgorithmName.SHA256)]);
}
