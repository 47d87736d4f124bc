using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Build.Samples;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Samples;

/// <summary>The sample packages, built once for all tests of the class.</summary>
public sealed class BuiltSamples : IAsyncLifetime
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("xgt samples ").FullName;

    public DriverList List { get; } = DriverList.Read(Paths.OfThisCheckout());

    public DriverPackages Packages { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The sample packages are compiled with mingw-w64, which the build installs on Linux only.");
        await SamplePackages.BuildAsync(Paths.OfThisCheckout(), Folder, CancellationToken.None);
        Packages = DriverPackages.Read(Folder, List);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}

public sealed class A_sample_package(BuiltSamples samples) : IClassFixture<BuiltSamples>
{
    public static TheoryData<string> Names => ["xenvif", "xennet", "xenvbd", "xeniface", "xenbus"];

    [Fact]
    public void Set_is_complete_in_chain_order_and_known_as_sample()
    {
        Assert.Equal(Names.Select(row => row.Data), samples.Packages.Packages.Select(package => package.Name));
        Assert.True(samples.Packages.IsSample);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_version_of_the_list_and_no_other(string name)
    {
        var package = Package(name);

        Assert.Equal(samples.List.Sample.Version, package.Inf.Version);
        Assert.Equal(samples.List.Sample.Date, package.Inf.Date);
        foreach (var image in package.Files.Where(file => AuthenticodeHash.IsPortableExecutable(File.ReadAllBytes(file))))
        {
            Assert.Contains($"{samples.List.Sample.Version} SAMPLE", Encoding.Unicode.GetString(File.ReadAllBytes(image)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Puts_nothing_into_System32_whose_name_does_not_say_SAMPLE(string name)
    {
        Assert.All(
            Package(name).Inf.Files.Where(file => !file.TargetPath.EndsWith(".sys", StringComparison.Ordinal)),
            file => Assert.Contains("_9_1_0_1_SAMPLE.", file.TargetPath, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_a_catalog_that_covers_every_other_file_and_is_signed(string name)
    {
        var package = Package(name);
        SignedCms message = new();
        message.Decode(File.ReadAllBytes(package.CatalogPath));

        Assert.Equal("1.3.6.1.4.1.311.10.1", message.ContentInfo.ContentType.Value);
        message.CheckSignature(verifySignatureOnly: true);
        var members = MemberNames(message.ContentInfo.Content);
        var files = package.Files.Where(file => file != package.CatalogPath).ToList();
        Assert.Equal(2 * files.Count, members.Count);
        foreach (var file in files.Select(File.ReadAllBytes))
        {
            Assert.Contains(Convert.ToHexString(AuthenticodeHash.Compute(file, HashAlgorithmName.SHA1)), members);
            Assert.Contains(Convert.ToHexString(AuthenticodeHash.Compute(file, HashAlgorithmName.SHA256)), members);
        }
    }

    [Fact]
    public void Of_xenbus_has_boot_drivers_and_a_monitor_service()
    {
        var services = Package("xenbus").Inf.Services;

        Assert.Equal(["xenbus", "xenfilt", "xenbus_monitor"], services.Select(service => service.Name));
        Assert.Equal([ServiceStart.Boot, ServiceStart.Boot, ServiceStart.Auto], services.Select(service => service.Start));
        Assert.Equal(@"%SystemRoot%\System32\xenbus_monitor_9_1_0_1_SAMPLE.exe", services[2].ImagePath);
    }

    /// <summary>Codes from XGD2060 on are about catalogs, which nobody trusts here.</summary>
    [Fact]
    public void Set_is_proven_with_what_two_linkers_have_made()
    {
        var packages = samples.Packages.Packages.Select(package => new PackageFiles(
            package.Name, package.Files.Select(file => KeyValuePair.Create<string, ReadOnlyMemory<byte>>(Path.GetFileName(file), File.ReadAllBytes(file)))));

        var report = PackageSetProof.Run([.. packages], ProofOptions.Strict);

        Assert.DoesNotContain(report.Findings, f => f.Severity != Severity.Note && string.CompareOrdinal(f.Code, "XGD2060") < 0);
        Assert.All(report.Packages, package => Assert.Equal(samples.List.Sample.Version, package.Version));
    }

    [Fact]
    public async Task Is_accepted_by_another_reader_of_catalogs()
    {
        const string program = "/usr/bin/osslsigncode";
        Assert.SkipUnless(File.Exists(program), "osslsigncode is not installed; it is no part of the build.");
        var package = Package("xenvif");

        var result = await new Tool(program).TryRunAsync(["verify", "-catalog", package.CatalogPath, "-in", Path.Combine(package.Folder, "xenvif.sys")], TestContext.Current.CancellationToken);

        Assert.Contains("File is signed in catalog", result.Output, StringComparison.Ordinal);
        Assert.Contains("self-signed certificate", result.Output, StringComparison.Ordinal); // the only thing it finds wrong
    }

    private DriverPackage Package(string name) => samples.Packages.Packages.Single(package => package.Name == name);

    /// <summary>The names of a trust list's entries: for this kind of catalog, hashes.</summary>
    private static HashSet<string> MemberNames(byte[] trustList)
    {
        var list = new AsnReader(trustList, AsnEncodingRules.DER).ReadSequence();
        for (var i = 0; i < 4; i++)
        {
            list.ReadEncodedValue(); // usage, identifier, date, algorithm
        }

        HashSet<string> names = [];
        var entries = list.ReadSequence();
        while (entries.HasData)
        {
            Assert.True(names.Add(Convert.ToHexString(entries.ReadSequence().ReadOctetString())));
        }

        return names;
    }
}
