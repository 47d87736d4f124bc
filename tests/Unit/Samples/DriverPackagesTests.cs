using System.Collections.Immutable;
using XenGuestTools.Build;
using XenGuestTools.Build.Drivers;

namespace XenGuestTools.Tests.Samples;

/// <summary>Folders of driver packages, written by hand: two packages are enough to show each fault.</summary>
public sealed class A_folder_of_driver_packages : IDisposable
{
    private static readonly SampleIdentity Sample = new(new DateOnly(2026, 1, 2), new Version(1, 2, 3, 4), "Example SAMPLE");

    private readonly string folder = Directory.CreateTempSubdirectory("xgt").FullName;
    private readonly DriverList list = new(Sample, [new DriverSource("xenvif"), new DriverSource("xenbus")]);

    public A_folder_of_driver_packages()
    {
        Put("xenvif", "Example");
        Put("xenbus", "Example");
    }

    [Fact]
    public void Is_read_in_the_order_of_the_list()
    {
        var packages = DriverPackages.Read(folder, list);

        Assert.Equal(["xenvif", "xenbus"], packages.Packages.Select(package => package.Name));
        Assert.False(packages.IsSample);
        Assert.Equal(new Version(9, 1, 0, 114), packages.Packages[0].Inf.Version);
        Assert.Equal(["xenvif.inf", "xenvif.cat", "xenvif.sys"], packages.Packages[0].Files.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("xenbus.inf", "There is no ")]
    [InlineData("xenbus.cat", "as its catalog")]
    [InlineData("xenbus.sys", "to be copied")]
    public void Without_one_of_the_files_is_refused_by_its_name(string file, string reason)
    {
        File.Delete(Path.Combine(folder, "xenbus", "x64", file));

        var error = Assert.Throws<BuildException>(() => DriverPackages.Read(folder, list));
        Assert.Contains(Path.Combine("xenbus", "x64", file), error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_INF_that_is_none_is_refused_with_the_place()
    {
        File.WriteAllText(Path.Combine(folder, "xenbus", "x64", "xenbus.inf"), "[Version]\nClass=System\n");

        var error = Assert.Throws<BuildException>(() => DriverPackages.Read(folder, list));
        Assert.Contains("xenbus.inf can't be used: INF section [", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_package_of_another_driver_is_refused()
    {
        File.Move(Path.Combine(folder, "xenvif", "x64", "xenvif.inf"), Path.Combine(folder, "xenbus", "x64", "xenbus.inf"), overwrite: true);
        Put("xenvif", "Example");

        Assert.Contains("no driver service named xenbus", Assert.Throws<BuildException>(() => DriverPackages.Read(folder, list)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void With_sample_packages_only_is_a_sample()
    {
        Put("xenvif", Sample.Provider);
        Put("xenbus", Sample.Provider);

        Assert.True(DriverPackages.Read(folder, list).IsSample);
    }

    [Fact]
    public void With_sample_and_real_packages_is_refused()
    {
        Put("xenvif", Sample.Provider);

        Assert.Contains("sample packages (xenvif) with real ones (xenbus)", Assert.Throws<BuildException>(() => DriverPackages.Read(folder, list)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void That_is_the_pinned_one_is_accepted() =>
        Assert.Equal(2, DriverPackages.Read(folder, Pinned(new Version(9, 1, 0, 114), "D2A84F4B8B650937EC8F73CD8BE2C74ADD5A911BA64DF27458ED8229DA804A26")).Packages.Length);

    [Fact]
    public void With_another_version_than_the_pinned_one_is_refused() =>
        Assert.Contains("has version 9.1.0.114, and drivers.json wants 9.2.0.0", Refusal(Pinned(new Version(9, 2, 0, 0), "")), StringComparison.Ordinal);

    [Fact]
    public void With_another_file_than_the_pinned_one_is_refused() =>
        Assert.Contains("xenbus.sys is another file", Refusal(Pinned(null, new string('0', 64))), StringComparison.Ordinal);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Refusal(DriverList pinned) => Assert.Throws<BuildException>(() => DriverPackages.Read(folder, pinned)).Message;

    private static DriverList Pinned(Version? version, string sha256) => new(
        Sample,
        [new DriverSource("xenvif"), new DriverSource("xenbus", version, new Uri("https://example.org/xenbus.tar")) { Files = ImmutableSortedDictionary<string, string>.Empty.Add("xenbus.sys", sha256) }]);

    private void Put(string name, string provider)
    {
        var package = Directory.CreateDirectory(Path.Combine(folder, name, "x64")).FullName;
        File.WriteAllText(Path.Combine(package, $"{name}.cat"), "");
        File.WriteAllText(Path.Combine(package, $"{name}.sys"), "Hello World\n");
        File.WriteAllText(Path.Combine(package, $"{name}.inf"), $$"""
            [Version]
            Class = System
            ClassGuid = {4d36e97d-e325-11ce-bfc1-08002be10318}
            Provider = "{{provider}}"
            CatalogFile = {{name}}.cat
            DriverVer = 11/03/2025,9.1.0.114
            [Manufacturer]
            Example = Devices, NTamd64
            [Devices.NTamd64]
            Example = Install, PCI\VEN_5853&DEV_0001
            [DestinationDirs]
            DefaultDestDir = 12
            [Install]
            CopyFiles = @{{name}}.sys
            [Install.Services]
            AddService = {{name}}, 2, Service
            [Service]
            ServiceType = 1
            StartType = 0
            ErrorControl = 1
            ServiceBinary = %12%\{{name}}.sys
            """);
    }
}
