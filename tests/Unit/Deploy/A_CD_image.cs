using System.Security.Cryptography;
using XenGuestTools.Build;
using XenGuestTools.Build.Deploy;
using XenGuestTools.Build.Drivers;
using XenGuestTools.Tests.Build;
using XenGuestTools.Tests.Core;

namespace XenGuestTools.Tests.Deploy;

/// <summary>Made from small files, by the real xorriso, and read again by libarchive.</summary>
public sealed class A_CD_image : IDisposable
{
    private static readonly DateOnly Day = new(2026, 11, 22);

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Is_the_same_to_the_last_byte_when_it_is_made_again_elsewhere_and_later()
    {
        IsoEntry[] entries = [new("b/two.txt", null, "two\n"), new("a.exe", folder.Write("source/one", "one")), new("b/c/three.md", null, "three\n")];
        var first = await MakeAsync("first", entries);
        await Task.Delay(TimeSpan.FromSeconds(2.1), TestContext.Current.CancellationToken); // the dates of ISO 9660 have a second, those of the source file change too
        File.SetLastWriteTimeUtc(Path.Combine(folder.Path, "source", "one"), DateTime.UtcNow);
        var second = await MakeAsync("second/deeper", [.. entries.Reverse()]);

        Assert.Equal(Convert.ToHexString(SHA256.HashData(first)), Convert.ToHexString(SHA256.HashData(second)));
    }

    [Fact]
    public async Task Is_another_one_on_another_date()
    {
        IsoEntry[] entries = [new("a.txt", null, "a")];

        Assert.NotEqual(SHA256.HashData(await MakeAsync("first", entries)), SHA256.HashData(await MakeAsync("second", entries, Day.AddDays(1))));
    }

    [Fact]
    public async Task Has_every_file_under_its_long_name_with_its_content()
    {
        await MakeAsync("image", [new("A folder with a long name/XenGuestToolsSetup-x64.exe", folder.Write("x", "MZ")), new("deploy/New-Application.ps1", folder.Write("y", "one\ntwo\n"))]);
        var files = await UnpackAsync("image");

        Assert.Equal(["A folder with a long name/XenGuestToolsSetup-x64.exe", "SHA256SUMS", "deploy/New-Application.ps1"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("MZ"u8.ToArray(), files["A folder with a long name/XenGuestToolsSetup-x64.exe"]);
        Assert.Equal("one\r\ntwo\r\n"u8.ToArray(), files["deploy/New-Application.ps1"]);
    }

    [Fact]
    public async Task Has_sums_that_hold_for_every_other_file()
    {
        await MakeAsync("image", [new("a.bin", folder.Write("x", "1")), new("b/c.txt", null, "2")]);
        var files = await UnpackAsync("image");
        var sums = System.Text.Encoding.UTF8.GetString(files["SHA256SUMS"]).TrimEnd('\n').Split('\n').ToDictionary(l => l[66..], l => l[..64]);

        Assert.Equal(files.Keys.Where(f => f != "SHA256SUMS").ToDictionary(f => f, f => Convert.ToHexStringLower(SHA256.HashData(files[f]))), sums);
    }

    [Fact]
    public async Task Leaves_driver_packages_byte_by_byte_as_they_are_signed()
    {
        await MakeAsync("image", [new($"{IsoLayout.Drivers}/xenbus/x64/xenbus.inf", folder.Write("x", "[Version]\nUnix line ends\n"))]);

        Assert.Equal("[Version]\nUnix line ends\n"u8.ToArray(), (await UnpackAsync("image"))["Drivers/xenbus/x64/xenbus.inf"]);
    }

    [Fact]
    public void Has_setup_MSIs_drivers_pages_and_a_way_back_on_it()
    {
        var paths = Layout(out var entries);

        Assert.Superset(
            new HashSet<string>
            {
                "XenGuestToolsSetup-x64.exe", "guesttools.exe", "recover.cmd", "autorun.inf", "menu.html", "README.txt", "LICENSE.txt", "Packages/xenbus-x64.msi", "Packages/agent-x64.msi", "Drivers/xenbus/x64/xenbus.inf", "docs/deploy.md", "deploy/gpo/README.md", "deploy/gpo/XenGuestTools.admx",
                "deploy/gpo/de-DE/XenGuestTools.adml", "deploy/recovery/README.md", "deploy/sccm/detect.ps1",
            },
            paths.ToHashSet());
        Assert.DoesNotContain(paths, p => p.StartsWith("deploy/scripts", StringComparison.Ordinal)); // their places are not filled in
        Assert.Contains("\r\nshellexecute=menu.html\r\n", System.Text.Encoding.UTF8.GetString(entries.Single(e => e.Path == "autorun.inf").Content()), StringComparison.Ordinal);
    }

    [Fact]
    public void Is_not_made_when_a_file_is_missing()
    {
        Layout(out _);
        File.Delete(Path.Combine(folder.Path, "out", "guesttools.exe"));

        Assert.Contains("guesttools.exe is not there", Assert.Throws<BuildException>(() => Layout(out _, write: false)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Has_the_products_name_as_its_label() => Assert.Equal("XENGUESTTOOLS", IsoLayout.Label(Releases.Some()));

    [Theory]
    [InlineData("A name that is too long")]
    [InlineData("Xen+")]
    public void Is_not_made_for_a_name_that_makes_no_label(string name)
    {
        var release = Releases.Some() with { Product = new(new Dictionary<string, string> { ["XgtProductName"] = name }) };

        Assert.Contains($"'{name}'", Assert.Throws<BuildException>(() => IsoLayout.Label(release)).Message, StringComparison.Ordinal);
    }

    private IReadOnlyList<string> Layout(out IReadOnlyList<IsoEntry> entries, bool write = true)
    {
        var release = Releases.Some();
        if (write)
        {
            foreach (var name in release.Packages.Select(p => p.File.Name).Append(release.Setup.File.Name).Append("guesttools.exe").Append("deploy/sccm/detect.ps1"))
            {
                folder.Write($"out/{name}", name);
            }
        }

        DriverPackage bus = new("xenbus", Path.Combine(Repository.Folder, "drivers", "sample"), SampleInf.Bus);
        entries = new IsoLayout(Repository.Folder, Path.Combine(folder.Path, "out")).Entries(release, [WithFiles(bus)]);
        return [.. entries.Select(e => e.Path)];
    }

    /// <summary>A package whose files are there, in a folder of the test.</summary>
    private DriverPackage WithFiles(DriverPackage package)
    {
        var copy = package with { Folder = Path.Combine(folder.Path, "drivers") };
        foreach (var file in copy.Files)
        {
            folder.Write(Path.GetRelativePath(folder.Path, file), "content");
        }

        return copy;
    }

    private async Task<byte[]> MakeAsync(string name, IReadOnlyList<IsoEntry> entries, DateOnly? date = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "xorriso makes the image, which Windows has not.");
        var image = Path.Combine(folder.Path, name + ".iso");
        Directory.CreateDirectory(Path.GetDirectoryName(image)!);
        await new IsoImage("LABEL", date ?? Day).WriteAsync(entries, image, Path.Combine(folder.Path, name + ".scratch"), TestContext.Current.CancellationToken);
        return await File.ReadAllBytesAsync(image, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> UnpackAsync(string name)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder.Path, name)).FullName;
        await new Tool("bsdtar").RunAsync(["-xf", target + ".iso", "-C", target], TestContext.Current.CancellationToken);
        return Directory.EnumerateFiles(target, "*", SearchOption.AllDirectories).ToDictionary(f => Path.GetRelativePath(target, f), File.ReadAllBytes);
    }
}
