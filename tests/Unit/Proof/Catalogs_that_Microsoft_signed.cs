using System.Reflection;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using CsCheck;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Proof;

/// <summary>The catalogs of the Windows SDK, read once for all tests of the class.</summary>
public sealed class WindowsSdk
{
    /// <summary>Folder c of the NuGet package Microsoft.Windows.SDK.CPP, which this project has downloaded.</summary>
    public string Folder { get; } = typeof(WindowsSdk).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "WindowsSdk").Value!;

    public IReadOnlyList<SecurityCatalog> Catalogs { get; }

    public WindowsSdk() => Catalogs = [.. CatalogFiles().Select(file => SecurityCatalog.Read(File.ReadAllBytes(file)))];

    public string SmallestCatalog => CatalogFiles().MinBy(file => new FileInfo(file).Length)!;

    /// <summary>Files of a folder of the SDK, with their content.</summary>
    public IEnumerable<(string Path, byte[] Content)> Files(string folder, string pattern = "*") =>
        Directory.EnumerateFiles(Path.Combine(Folder, folder), pattern).Order(StringComparer.Ordinal).Select(file => (file, File.ReadAllBytes(file)));

    public bool Cover(byte[] content)
    {
        var hash = AuthenticodeHash.Compute(content, HashAlgorithmName.SHA1); // these catalogs have no other
        return Catalogs.Any(catalog => catalog.Has(hash));
    }

    private IEnumerable<string> CatalogFiles() => Directory.EnumerateFiles(Path.Combine(Folder, "Catalogs"), "*.cat");
}

public sealed class Catalogs_that_Microsoft_signed(WindowsSdk sdk) : IClassFixture<WindowsSdk>
{
    private static readonly string[] Programs = ["bin/10.0.28000.0/x64", "bin/10.0.28000.0/x86"];
    private const string Headers = "Include/10.0.28000.0/ucrt";

    [Fact]
    public void Are_signed_with_a_time_stamp_below_the_pinned_root()
    {
        Assert.Equal(118, sdk.Catalogs.Count);
        Assert.All(sdk.Catalogs, catalog =>
        {
            var check = CatalogSignature.Check(catalog, TrustAnchors.Pinned, DateTimeOffset.MaxValue.AddYears(-1));

            Assert.Equal(SignatureFault.None, check.Fault);
            Assert.Equal((SignatureKind.Vendor, "Microsoft Windows Code Signing PCA 2024"), (check.Signature.Kind, check.Signature.Issuer)); // of Microsoft, and not for drivers
            Assert.InRange(check.Signature.TimeStamp!.Value, catalog.Date.AddMinutes(-10), catalog.Date.AddDays(1));
        });
    }

    [Fact]
    public void Cover_the_programs_and_the_headers_of_the_SDK()
    {
        var programs = Programs.SelectMany(folder => sdk.Files(folder)).Where(file => AuthenticodeHash.IsPortableExecutable(file.Content)).ToList();
        var headers = sdk.Files(Headers, "*.h").ToList();

        Assert.True(programs.Count >= 50, $"There are {programs.Count} programs.");
        Assert.True(headers.Count >= 20, $"There are {headers.Count} headers.");
        Assert.Empty(programs.Concat(headers).Where(file => !sdk.Cover(file.Content)).Select(file => file.Path));
    }

    [Fact]
    public void Do_not_cover_a_program_of_which_one_bit_was_changed_where_it_counts()
    {
        var programs = Programs.SelectMany(folder => sdk.Files(folder)).Where(file => file.Content.Length < 200_000 && AuthenticodeHash.IsPortableExecutable(file.Content)).Select(file => file.Content).Take(20).ToList();
        Gen.Int[0, programs.Count - 1].SelectMany(i => Gen.Select(Gen.Const(programs[i]), Gen.Int[0, programs[i].Length - 1], Gen.Int[0, 7])).Sample(
            (program, position, bit) => Covers(Damage.Flip(program, position, bit)) == IsLeftOut(program, position), iter: 500);
    }

    [Fact]
    public void Do_not_cover_a_header_of_which_one_bit_was_changed()
    {
        var headers = sdk.Files(Headers, "*.h").Select(file => file.Content).ToList();
        Gen.Int[0, headers.Count - 1].SelectMany(i => Gen.Select(Gen.Const(headers[i]), Gen.Int[0, headers[i].Length - 1], Gen.Int[0, 7])).Sample(
            (header, position, bit) => !sdk.Cover(Damage.Flip(header, position, bit)), iter: 500);
    }

    /// <summary>No signature covers a time stamp's own frame: anybody can take it off, and the catalog counts as one without a time stamp.</summary>
    [Fact]
    public void Say_the_same_or_less_or_are_refused_when_one_bit_was_changed()
    {
        var file = File.ReadAllBytes(sdk.SmallestCatalog);
        string[] allowed = [Outcome(file), Outcome(file, withTimeStamp: false)];
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[0, 7]).Sample(
            (position, bit) => Outcome(Damage.Flip(file, position, bit)) is var outcome && (allowed.Contains(outcome) || outcome.StartsWith("refused", StringComparison.Ordinal)), iter: 200);
    }

    [Fact]
    public void Are_refused_when_one_bit_was_changed_in_content_certificate_or_signature()
    {
        var file = File.ReadAllBytes(sdk.SmallestCatalog);
        SignedCms message = new();
        message.Decode(file);
        var signer = message.SignerInfos[0];
        byte[][] parts = [message.ContentInfo.Content, signer.Certificate!.RawData, signer.GetSignature(), .. message.Certificates.Select(certificate => certificate.RawData)];
        var positions = parts.SelectMany(part => Enumerable.Range(file.AsSpan().IndexOf(part), part.Length)).ToArray();
        Gen.Select(Gen.Int[0, positions.Length - 1].Select(i => positions[i]), Gen.Int[0, 7]).Sample((position, bit) => Outcome(Damage.Flip(file, position, bit)).StartsWith("refused", StringComparison.Ordinal), iter: 200);
    }

    private static string Outcome(byte[] file, bool withTimeStamp = true)
    {
        try
        {
            var catalog = SecurityCatalog.Read(file);
            var check = CatalogSignature.Check(catalog, TrustAnchors.Pinned, catalog.Date);
            return check is { Fault: SignatureFault.None, Signature.Kind: SignatureKind.Vendor } ? $"{(withTimeStamp ? check.Signature : check.Signature with { TimeStamp = null })} {string.Join(' ', catalog.Entries)}" : $"refused: {check}";
        }
        catch (CatalogException e)
        {
            return $"refused: {e.Message}";
        }
    }

    private bool Covers(byte[] content)
    {
        try
        {
            return sdk.Cover(content);
        }
        catch (CatalogException)
        {
            return false;
        }
    }

    /// <summary>The bytes that may change: checksum, certificates, and where they would be if there were any, as .NET's own reader of headers finds them.</summary>
    private static bool IsLeftOut(byte[] program, int position)
    {
        using PEReader reader = new(new MemoryStream(program));
        var headers = reader.PEHeaders;
        var checksum = headers.PEHeaderStartOffset + 64;
        var entry = headers.PEHeaderStartOffset + (headers.PEHeader!.Magic == PEMagic.PE32Plus ? 144 : 128);
        var table = headers.PEHeader.CertificateTableDirectory;
        return In(checksum, 4) || In(table.RelativeVirtualAddress, table.Size) || (In(entry, 4) && table.Size == 0);

        bool In(int start, int length) => position >= start && position < start + length;
    }
}
