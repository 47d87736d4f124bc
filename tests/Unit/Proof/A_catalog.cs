using System.Diagnostics;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

public sealed class A_catalog
{
    private static readonly byte[] Sha1 = AuthenticodeHash.Compute("file"u8, HashAlgorithmName.SHA1);
    private static readonly byte[] Sha256 = SHA256.HashData("file"u8);

    [Fact]
    public void Of_a_package_has_both_hashes_of_each_file_and_the_hardware_IDs()
    {
        var catalog = SecurityCatalog.Read(Signed.BySelf);

        Assert.Equal(["xenbus.inf", "xenbus.inf", "xenbus.sys", "xenbus.sys"], catalog.Entries.Select(entry => entry.FileName));
        Assert.All(catalog.Entries, entry => Assert.Equal("2:10.0", entry.Systems));
        Assert.Equal(Signed.Now, catalog.Date);
        Assert.Equal(@"pci\ven_5853&dev_0001", catalog.Attributes["HWID1"]);
        Assert.Equal("_v100_X64", catalog.Attributes["OS"]);
        Assert.True(catalog.Has(AuthenticodeHash.Compute(Signed.Inf, HashAlgorithmName.SHA1)));
        Assert.True(catalog.Has(SHA256.HashData(Signed.Inf)));
        Assert.False(catalog.Has(SHA256.HashData("other"u8)));
    }

    [Fact]
    public void Of_version_1_names_its_files_by_hashes_in_text()
    {
        var catalog = SecurityCatalog.Read(TrustList.Catalog(
            CatalogOids.CatalogMember1,
            (Encoding.Unicode.GetBytes(Convert.ToHexString(Sha1) + '\0'), writer => TrustList.FileName(writer, "a.sys")),
            ("any name"u8.ToArray(), writer => TrustList.Digest(writer, CatalogOids.Sha256, Sha256))));

        Assert.Equal([new CatalogEntry(Convert.ToHexString(Sha1), "a.sys", ""), new CatalogEntry(Convert.ToHexString(Sha256), "", "")], catalog.Entries);
    }

    [Fact]
    public void With_an_attribute_that_nobody_knows_is_read()
    {
        var catalog = SecurityCatalog.Read(TrustList.Catalog(CatalogOids.CatalogMember2, (Sha1, writer => TrustList.Attribute(writer, "1.2.3.4", () => writer.WriteNull()))));

        Assert.True(catalog.Has(Sha1));
    }

    [Fact]
    public void Without_entries_is_read() => Assert.Empty(SecurityCatalog.Read(TrustList.Catalog(CatalogOids.CatalogMember2)).Entries);

    [Fact]
    public void Whose_entry_has_another_digest_than_its_name_is_refused() =>
        Assert.Contains("has the digest", Refusal(TrustList.Catalog(CatalogOids.CatalogMember2, (Sha256, writer => TrustList.Digest(writer, CatalogOids.Sha256, SHA256.HashData("other"u8))))), StringComparison.Ordinal);

    [Fact]
    public void Whose_digest_has_a_wrong_length_is_refused() =>
        Assert.Contains("20 bytes, and 32 are right", Refusal(TrustList.Catalog(CatalogOids.CatalogMember2, (Sha256, writer => TrustList.Digest(writer, CatalogOids.Sha256, Sha1)))), StringComparison.Ordinal);

    [Fact]
    public void With_entries_of_another_kind_is_refused() => Assert.Contains("unknown kind 1.2.3.4", Refusal(TrustList.Catalog("1.2.3.4")), StringComparison.Ordinal);

    [Fact]
    public void That_is_packed_as_CMS_does_it_is_refused()
    {
        AsnWriter list = new(AsnEncodingRules.DER);
        TrustList.Write(list, CatalogOids.CatalogMember2);

        Assert.Contains("Windows does not read", Refusal(TrustList.Message(writer => writer.WriteOctetString(list.Encode()))), StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_too_large_is_refused() => Assert.Contains("more than any catalog", Refusal(new byte[SecurityCatalog.MaximumSize + 1]), StringComparison.Ordinal);

    [Fact]
    public void That_is_any_other_bytes_is_refused() => Gen.Byte.Array[0, 200].Sample(bytes => Refusal(bytes).Length > 0);

    [Fact]
    public void That_is_damaged_gives_a_sentence_or_findings_and_nothing_else() => Gen.OneOf(Damage.Of(Signed.BySelf), Damage.Of(Stamps.Token(Signed.BySelf, Authority.CreateRoot("Root"), Signed.Now))).Sample(
        bytes =>
        {
            var watch = Stopwatch.StartNew();
            var proven = CatalogProof.Check(Signed.Package(bytes), Signed.Meaning, ProofOptions.Strict);
            return proven.Findings.Length > 0 && watch.Elapsed < TimeSpan.FromSeconds(5);
        },
        iter: 1000);

    [Fact]
    public void That_is_nested_deeper_than_any_stack_is_refused_at_once()
    {
        byte[] nested = [.. Enumerable.Repeat<byte[]>([0x30, 0x80], 1 << 20).SelectMany(pair => pair)];
        var watch = Stopwatch.StartNew();

        Assert.NotEmpty(Refusal(nested));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"It took {watch.Elapsed}.");
    }

    private static string Refusal(byte[] file) => Assert.Throws<CatalogException>(() => SecurityCatalog.Read(file)).Message;
}
