using System.Text.Json;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Core;
using XenGuestTools.Core.Proof;

namespace XenGuestTools.Tests.Drivers;

public sealed class Driver_packages_that_are_added : IDisposable
{
    private readonly Checkout checkout = new();

    [Fact]
    public Task From_a_folder_are_stored_and_recorded()
    {
        SomePackages.Write(checkout.Source("upstream"), SomePackages.Files());
        return AreStoredFromAsync("upstream");
    }

    [Fact]
    public Task From_a_zip_are_stored_and_recorded()
    {
        checkout.Put("tools.zip", Archives.Zip(SomePackages.Files()));
        return AreStoredFromAsync("tools.zip");
    }

    [Theory]
    [InlineData("tools.tar.gz")]
    [InlineData("tools.tgz")]
    [InlineData("tools.tar")]
    public Task From_a_compressed_tar_are_stored_and_recorded(string name)
    {
        checkout.Put(name, Archives.Gzip(Archives.Tar(SomePackages.Files())));
        return AreStoredFromAsync(name);
    }

    [Fact]
    public async Task From_a_tar_for_each_driver_as_upstream_publishes_them_are_stored()
    {
        var files = SomePackages.Files().Concat(SomePackages.Files("x86", "9.1.0.113")).ToDictionary();
        foreach (var name in SomePackages.Names)
        {
            checkout.Put(name + ".tar", Archives.Tar(files.Where(f => f.Key.StartsWith(name + "/", StringComparison.Ordinal)).ToDictionary()));
        }

        Assert.Equal(0, await checkout.AddAsync([.. SomePackages.Names.Select(name => checkout.Source(name + ".tar"))]));
        AssertStored();
        Assert.Contains("x86", checkout.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_a_cabinet_are_stored_and_recorded()
    {
        SomePackages.Write(checkout.Source("content"), SomePackages.Files());
        await Archives.CabAsync(checkout.Source("tools.cab"), checkout.Source("content"));
        await AreStoredFromAsync("tools.cab");
    }

    [Fact]
    public async Task From_an_MSI_are_stored_and_recorded()
    {
        await InstallerPackage.MakeAsync(checkout.Source("tools.msi"), SomePackages.Files(""));
        await AreStoredFromAsync("tools.msi");
    }

    [Fact]
    public async Task From_an_MSI_in_an_ISO_are_stored_and_recorded()
    {
        SomePackages.Write(checkout.Source("disc"), new Dictionary<string, byte[]> { ["Windows/readme.txt"] = [1] });
        await InstallerPackage.MakeAsync(checkout.Source("disc/Windows/XenDrivers-x64.msi"), SomePackages.Files(""));
        await Archives.IsoAsync(checkout.Source("guest-tools.iso"), checkout.Source("disc"));

        Assert.Contains("guest-tools.iso/Windows/XenDrivers-x64.msi/xenbus", await AreStoredFromAsync("guest-tools.iso"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_archives_in_archives_are_found_three_deep_and_no_deeper()
    {
        var nested = Archives.Zip(new Dictionary<string, byte[]> { ["b.tar"] = Archives.Tar(new Dictionary<string, byte[]> { ["c.zip"] = Archives.Zip(SomePackages.Files()) }) });
        checkout.Put("a.zip", nested);
        checkout.Put("deeper.zip", Archives.Zip(new Dictionary<string, byte[]> { ["a.zip"] = nested }));

        Assert.Contains("XGD2107", await checkout.RefusalAsync(checkout.Source("deeper.zip")), StringComparison.Ordinal);
        await AreStoredFromAsync("a.zip");
    }

    [Fact]
    public async Task Leave_out_what_the_INF_does_not_name_and_say_so()
    {
        var files = SomePackages.Files();
        files["xenbus/x64/xenbus.pdb"] = [1, 2, 3];
        SomePackages.Write(checkout.Source("upstream"), files);

        Assert.Contains("left out of xenbus, because its INF does not name them: xenbus.pdb", await AreStoredFromAsync("upstream"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_refused_when_two_of_one_driver_differ_but_not_when_they_are_the_same()
    {
        SomePackages.Write(checkout.Source("one"), SomePackages.Files());
        SomePackages.Write(checkout.Source("two"), SomePackages.Files(version: "9.1.0.115"));

        Assert.Contains("XGD2108", await checkout.RefusalAsync(checkout.Source("one"), checkout.Source("two")), StringComparison.Ordinal);
        Assert.Equal(0, await checkout.AddAsync(checkout.Source("one"), checkout.Source("one")));
    }

    [Fact]
    public async Task For_another_processor_only_are_refused_by_what_they_are()
    {
        SomePackages.Write(checkout.Source("old"), SomePackages.Files("x86"));

        Assert.Contains("xenbus for x86", await checkout.RefusalAsync(checkout.Source("old")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_refused_with_every_error_of_the_proof_and_nothing_changes()
    {
        SomePackages.Write(checkout.Source("good"), SomePackages.Files());
        await checkout.AddAsync(checkout.Source("good"));
        SomePackages.Write(checkout.Source("newer"), SomePackages.Files(version: "9.2.0.0"));
        checkout.Proof = (packages, options) => SomePackages.InfsAlone(packages, options) with
        {
            Findings = [new("XGD2031", Severity.Error, "xenbus", "xenbus.sys", 0, "It is truncated.", "Take another."), new("XGD2032", Severity.Error, "", "", 0, "They do not fit.", "Take others.")],
        };

        var message = await checkout.RefusalAsync(checkout.Source("newer"));
        Assert.Contains("XGD2118", message, StringComparison.Ordinal);
        Assert.Contains("error XGD2031 xenbus/xenbus.sys: It is truncated. Take another.", message, StringComparison.Ordinal);
        Assert.Contains("error XGD2032 all packages: They do not fit.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Are_proven_together_with_those_that_stay_and_against_the_recorded_versions()
    {
        SomePackages.Write(checkout.Source("all"), SomePackages.Files());
        await checkout.AddAsync(checkout.Source("all"));
        SomePackages.Write(checkout.Source("bus/xenbus/x64"), SomePackages.Package("xenbus", "9.1.0.200", "Example"));
        (IReadOnlyList<PackageFiles> Packages, ProofOptions Options) seen = ([], ProofOptions.Strict);
        checkout.Proof = (packages, options) => SomePackages.InfsAlone((seen = (packages, options)).Packages, options);

        await checkout.AddAsync(checkout.Source("bus"));
        Assert.Equal(SomePackages.Names.Order(), seen.Packages.Select(p => p.Name).Order());
        Assert.Equal(new RecordedPackage(new Version(9, 1, 0, 114), new DateOnly(2025, 11, 3)), seen.Options.Recorded["xenbus"]);
        Assert.Equal(new Version(9, 1, 0, 200), DriverList.Read(checkout.Here).Packages.Single(p => p.Name == "xenbus").Version);
    }

    [Theory]
    [InlineData("nowhere", "XGD2100")]
    [InlineData("file.txt", "XGD2101")]
    public async Task From_what_is_no_source_are_refused(string name, string code)
    {
        checkout.Put("file.txt", []);
        Assert.Contains(code, await checkout.RefusalAsync(checkout.Source(name)), StringComparison.Ordinal);
    }

    public void Dispose() => checkout.Dispose();

    /// <returns>What was printed.</returns>
    private async Task<string> AreStoredFromAsync(string source)
    {
        Assert.Equal(0, await checkout.AddAsync(checkout.Source(source)));
        var printed = checkout.Output;
        AssertStored();
        Assert.All(DriverList.Read(checkout.Here).Packages, p => Assert.Equal(source, p.Source!.OriginalString));
        checkout.Commands().List(json: true);
        using var listed = JsonDocument.Parse(checkout.Output);
        Assert.All(listed.RootElement.EnumerateArray(), p => Assert.Equal(("recorded", 3), (p.GetProperty("state").GetString(), p.GetProperty("files").GetInt32())));
        return printed;
    }

    /// <summary>The store has the five packages and no other file, and a build accepts them with their pins.</summary>
    private void AssertStored()
    {
        var store = checkout.Here.DriverStore;
        var expected = SomePackages.Files("");
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), Archives.Files(store).Select(f => f.Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.All(expected, file => Assert.Equal(file.Value, File.ReadAllBytes(Path.Combine(store, file.Key))));
        Assert.False(DriverInput.Choose(checkout.Here, new Options(null, checkout.Here.Out), DriverList.Read(checkout.Here), checkout.Proof).MadeFromSources);
    }
}
